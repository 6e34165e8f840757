import type { Endpoint } from '../../../core/endpoint.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { AboutFields, type IncidentValues, PointFields } from './fields.tsx';
import { incidentsTrail } from './trail.ts';

interface OpenPageProps {
  readonly frame: Frame;
  readonly endpoints: readonly Endpoint[];
  readonly values: IncidentValues;
  readonly errors: FieldErrors;
}

/** A new incident, shown at once or kept as a draft. */
export function openPage({ frame, endpoints, values, errors }: OpenPageProps): JSX.Element {
  const isRefused = Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title="Ouvrir un incident" isError={isRefused} trail={incidentsTrail}>
      <h1>Ouvrir un incident</h1>
      <ErrorSummary errors={errors} />
      <div class="colonne">
        <Form frame={frame} action="/administration/incidents">
          <AboutFields values={values} errors={errors} endpoints={endpoints} />
          <PointFields values={values} errors={errors} states={['investigation', 'identifie', 'surveillance']} />
          <p class="actions">
            <SubmitButton label="Publier l’incident" name="action" value="publier" />
            <SubmitButton label="Garder en brouillon" rank="secondary" name="action" value="brouillon" />
          </p>
        </Form>
      </div>
    </Layout>
  );
}

interface EditPageProps extends OpenPageProps {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
}

/** What the incident is about, changed. */
export function editPage({ frame, endpoints, values, errors, ...incident }: EditPageProps): JSX.Element {
  const { id, version, title, refusal } = incident;
  const isRefused = refusal !== null || Object.keys(errors).length > 0;
  return (
    <Layout
      frame={frame}
      title="Modifier l’incident"
      isError={isRefused}
      trail={[...incidentsTrail, [`/administration/incidents/${id}`, title]]}
    >
      <h1>Modifier l’incident</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>Ce qui change est écrit dans la chronologie. Pour dire où l’on en est, ajoutez plutôt un point.</p>
      <div class="colonne">
        <Form frame={frame} action={`/administration/incidents/${id}/modifier`}>
          <HiddenField name="version" value={String(version)} />
          <AboutFields values={values} errors={errors} endpoints={endpoints} />
          <p class="actions">
            <SubmitButton label="Enregistrer" />
            <a class="fr-btn fr-btn--secondary" href={`/administration/incidents/${id}`}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
