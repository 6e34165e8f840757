import type { Endpoint } from '../../../core/endpoint.ts';
import type { EtatIncident, Gravite } from '../../../records/tables/watching.ts';
import { incidentStateWords } from '../../shared/incident-words.ts';
import { RadioGroup } from '../../views/choices.tsx';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { DateTimeField, Field, TextArea } from '../../views/fields.tsx';
import { ServiceChoices } from '../service-choices.tsx';

/** What a form shows in its fields: what is kept, or what was sent and has to be mended. */
export interface IncidentValues {
  readonly titre: string;
  readonly gravite: Gravite | '';
  readonly endpoints: readonly string[];
  readonly etat: EtatIncident | '';
  readonly texte: string;
  readonly prochaineAction: string;
  /** As the field holds it. */
  readonly finPrevue: string;
}

interface FieldsProps {
  readonly values: IncidentValues;
  readonly errors: FieldErrors;
}

const severityChoices: readonly { value: Gravite; label: string; hint: string }[] = [
  { value: 'mineure', label: 'Mineure', hint: 'Gêne : lenteurs, une partie des réponses manque.' },
  { value: 'majeure', label: 'Majeure', hint: 'Un service ne répond plus. Annoncée en tête de chaque page.' },
  {
    value: 'critique',
    label: 'Critique',
    hint: 'Plus rien ne répond, ou des données sont fausses. Annoncée en tête de chaque page.',
  },
];

/** What the incident is. */
export function AboutFields({
  values,
  errors,
  endpoints,
}: FieldsProps & { readonly endpoints: readonly Endpoint[] }): JSX.Element {
  return (
    <>
      <Field
        name="titre"
        label="Titre"
        hint="Ce que constate un appelant, comme « Réponses lentes de la MSA »."
        value={values.titre}
        error={errors['titre']}
      />
      <RadioGroup
        name="gravite"
        legend="Gravité"
        options={severityChoices}
        checked={values.gravite}
        error={errors['gravite']}
      />
      <ServiceChoices endpoints={endpoints} checked={values.endpoints} error={errors['services']} />
    </>
  );
}

/** What is said of it now. */
export function PointFields({
  values,
  errors,
  states,
}: FieldsProps & { readonly states: readonly EtatIncident[] }): JSX.Element {
  const options = states.map((value) => ({ value, label: incidentStateWords[value] }));
  return (
    <>
      <RadioGroup name="etat" legend="État" options={options} checked={values.etat} error={errors['etat']} />
      <TextArea
        name="texte"
        label="Message"
        hint="Public et daté. Ce que l’on sait, ce que l’appelant peut faire."
        value={values.texte}
        error={errors['texte']}
      />
      <Field
        name="prochaine_action"
        label="Prochaine action"
        hint="Ce qui se passe ensuite, et quand : « Point avec la MSA à 15 h ». Vidée quand l’incident est résolu."
        value={values.prochaineAction}
        error={errors['prochaine_action']}
        optional
      />
      <DateTimeField
        name="fin_prevue"
        label="Fin prévue"
        hint="Laissez vide si vous ne savez pas."
        value={values.finPrevue}
        error={errors['fin_prevue']}
        optional
      />
    </>
  );
}
