import type { Personne } from '../../records/comptes.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import type { FormReading } from './form-reading.ts';

const NAME_MAX = 100;
const PHONE = /^\+?[\d .()-]{6,24}$/;

/** Who one is, as one says it of oneself. */
export function PersonFields({ person, errors }: { person: Personne; errors: FieldErrors }): JSX.Element {
  return (
    <>
      <Field name="prenom" label="Prénom" autocomplete="given-name" value={person.prenom} error={errors['prenom']} />
      <Field name="nom" label="Nom" autocomplete="family-name" value={person.nom} error={errors['nom']} />
      <Field
        name="fonction"
        label="Fonction"
        hint="Par exemple : responsable de la commande publique"
        autocomplete="organization-title"
        optional
        value={person.fonction}
        error={errors['fonction']}
      />
      <Field
        name="telephone"
        type="tel"
        label="Téléphone professionnel"
        hint="Par exemple : 01 23 45 67 89"
        autocomplete="tel"
        optional
        value={person.telephone}
        error={errors['telephone']}
      />
    </>
  );
}

export function readPerson(reading: FormReading): Personne {
  const prenom = reading.text('prenom', { max: NAME_MAX, missing: 'Saisissez votre prénom.' });
  const nom = reading.text('nom', { max: NAME_MAX, missing: 'Saisissez votre nom.' });
  const fonction = reading.text('fonction', { max: NAME_MAX });
  const telephone = reading.text('telephone', { max: NAME_MAX });
  if (telephone !== '' && !isPhone(telephone))
    reading.refuse('telephone', 'Saisissez un numéro de téléphone, comme 01 23 45 67 89 ou +33 1 23 45 67 89.');
  return { prenom, nom, fonction, telephone };
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return PHONE.test(text) && digits >= 6 && digits <= 15;
}
