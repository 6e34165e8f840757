import { textOf } from '../shared/form-body.ts';
import type { FieldErrors } from '../views/error-summary.tsx';

/** The request that the demonstration pretends to send: what the API may propose, then what the user alone knows. */
export const fields = {
  raison_sociale: { label: 'Raison sociale, ou prénom et nom', optional: false },
  enseigne: { label: 'Enseigne', optional: true },
  voie: { label: 'Numéro et voie', optional: false },
  complement: { label: 'Complément d’adresse', optional: true },
  code_postal: { label: 'Code postal', optional: false },
  commune: { label: 'Commune', optional: false },
  activite: { label: 'Activité', optional: true },
  date_creation: { label: 'Date de création de l’établissement', optional: true },
  objet: { label: 'Objet de votre demande', optional: false },
} as const;

export type FieldName = keyof typeof fields;
export type FormValues = Readonly<Record<FieldName, string>>;

/** The names of the fields, which are those of the object above and no other. */
export const fieldNames = Object.keys(fields) as FieldName[];

export const emptyForm: FormValues = readForm({});

/** Reads what was typed, whatever it is worth. */
export function readForm(body: unknown): FormValues {
  return Object.fromEntries(fieldNames.map((name) => [name, textOf(body, name)])) as FormValues;
}

/** What is to be mended before the request can be read over. */
export function errorsOf(values: FormValues): FieldErrors {
  const missing = fieldNames
    .filter((name) => !fields[name].optional && values[name] === '')
    .map((name): [string, string] => [name, `Renseignez le champ « ${fields[name].label} ».`]);
  const postcode = values.code_postal;
  const wrong: [string, string][] =
    postcode !== '' && !/^\d{5}$/.test(postcode)
      ? [['code_postal', 'Un code postal a cinq chiffres, par exemple 35000.']]
      : [];
  return Object.fromEntries([...missing, ...wrong]);
}
