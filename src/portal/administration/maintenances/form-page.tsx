import type { Endpoint } from '../../../core/endpoint.ts';
import { Alert } from '../../views/alert.tsx';
import { RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { DateTimeField, Field, TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { ServiceChoices } from '../service-choices.tsx';
import type { MaintenanceValues } from './maintenance-form.ts';
import { maintenancesTrail } from './trail.ts';

interface MaintenanceFormProps {
  readonly frame: Frame;
  readonly endpoints: readonly Endpoint[];
  readonly values: MaintenanceValues;
  readonly errors: FieldErrors;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
  /** The one that is modified; null for a new one. */
  readonly known: { readonly id: string; readonly version: number } | null;
}

const effects = [
  {
    value: 'coupure',
    label: 'Ils sont refusés (503)',
    hint: 'La passerelle répond elle-même, avec l’heure où réessayer. Aucun fournisseur n’est appelé.',
  },
  { value: 'annonce', label: 'Ils passent', hint: 'La maintenance est seulement annoncée.' },
];

/** A maintenance to announce, or to modify. */
export function maintenanceFormPage(props: MaintenanceFormProps): JSX.Element {
  const { frame, endpoints, values, errors, refusal, known } = props;
  const title = known === null ? 'Annoncer une maintenance' : 'Modifier la maintenance';
  const isRefused = refusal !== null || Object.keys(errors).length > 0;
  const action = known === null ? '/administration/maintenances' : `/administration/maintenances/${known.id}/modifier`;
  return (
    <Layout frame={frame} title={title} isError={isRefused} trail={maintenancesTrail}>
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <div class="colonne">
        <Form frame={frame} action={action}>
          {known === null ? '' : <HiddenField name="version" value={String(known.version)} />}
          <Field
            name="titre"
            label="Titre"
            hint="Ce qui est fait, comme « Changement de certificat de la MSA »."
            value={values.titre}
            error={errors['titre']}
          />
          <TextArea
            name="texte"
            label="Message"
            hint="Public. Ce que l’appelant verra, ce qu’il peut faire."
            value={values.texte}
            error={errors['texte']}
          />
          <ServiceChoices endpoints={endpoints} checked={values.endpoints} error={errors['services']} />
          <DateTimeField name="debut" label="Début" value={values.debut} error={errors['debut']} />
          <DateTimeField name="fin" label="Fin" value={values.fin} error={errors['fin']} />
          <RadioGroup
            name="effet"
            legend="Pendant ce temps, les appels"
            options={effects}
            checked={values.effet}
            error={errors['effet']}
          />
          <p class="actions">
            <SubmitButton label={known === null ? 'Annoncer la maintenance' : 'Enregistrer'} />
            <a class="fr-btn fr-btn--secondary" href="/administration/maintenances">
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
