import type { Endpoint } from '../../../core/endpoint.ts';
import type { IncidentPoint } from '../../../records/incident-points.ts';
import type { ToldIncident } from '../../../watch/incident-reader.ts';
import { nextStates } from '../../../watch/incidents/states.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { incidentStateWords, severityTones, severityWords } from '../../shared/incident-words.ts';
import { NextAction } from '../../shared/ongoing-list.tsx';
import { namedServices } from '../../shared/service-lists.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { type IncidentValues, PointFields } from './fields.tsx';
import { incidentsTrail } from './trail.ts';

export interface DeskPageProps {
  readonly frame: Frame;
  readonly incident: ToldIncident;
  readonly endpoints: readonly Endpoint[];
  readonly values: IncidentValues;
  readonly errors: FieldErrors;
  readonly done: string | null;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
}

/** One incident, for who works on it: where it stands, what to say next, what has been said and by whom. */
export function deskPage(props: DeskPageProps): JSX.Element {
  const { frame, incident, endpoints, errors, done, refusal } = props;
  const { id, titre, gravite, etat, brouillon, ouvert_le } = incident;
  const services = namedServices(incident.endpoints, endpoints).map(({ title }) => title);
  return (
    <Layout
      frame={frame}
      title={`Suivi : ${titre}`}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={incidentsTrail}
    >
      <h1 safe>{titre}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        {brouillon ? <Badge tone="warning" label="Brouillon" /> : ''}{' '}
        <Badge tone={severityTones[gravite]} label={severityWords[gravite]} />{' '}
        <Badge tone={etat === 'resolu' ? 'success' : 'plain'} label={incidentStateWords[etat]} />
      </p>
      <p class="fr-mb-1w">
        <span safe>{`Ouvert le ${dateTimeOf(ouvert_le)} · ${services.join(', ')}`}</span>
      </p>
      {etat === 'resolu' ? '' : <NextAction incident={incident} />}
      <p class="actions fr-mt-3w">
        <a class="fr-btn fr-btn--secondary" href={`/administration/incidents/${id}/modifier`}>
          Modifier le titre, la gravité, les services
        </a>
        {brouillon ? (
          <a class="fr-btn fr-btn--secondary" href={`/administration/incidents/${id}/ecarter`}>
            Écarter ce brouillon
          </a>
        ) : (
          <a class="fr-btn fr-btn--tertiary" href={`/incidents/${id}`}>
            Voir la page publique
          </a>
        )}
      </p>
      {brouillon ? <PublishSection {...props} /> : <PointSection {...props} />}
      <h2 class="fr-mt-6w">Chronologie</h2>
      <Timeline points={incident.points} />
    </Layout>
  );
}

function PublishSection({ frame, incident: { id, version }, values, errors }: DeskPageProps): JSX.Element {
  return (
    <section aria-labelledby="publier">
      <h2 id="publier">Publier</h2>
      <p>Personne d’autre que les administrateurs ne voit ce brouillon, qui n’a encore prévenu personne.</p>
      <div class="colonne">
        <Form frame={frame} action={`/administration/incidents/${id}/publier`}>
          <HiddenField name="version" value={String(version)} />
          <TextArea
            name="texte"
            label="Premier message public"
            hint="Ce que l’on sait, ce que l’appelant peut faire. La chronologie ci-dessous sera publique aussi."
            value={values.texte}
            error={errors['texte']}
          />
          <SubmitButton label="Publier l’incident" />
        </Form>
      </div>
    </section>
  );
}

function PointSection({ frame, incident, values, errors }: DeskPageProps): JSX.Element {
  const reopening = incident.etat === 'resolu';
  return (
    <section aria-labelledby="point">
      <h2 id="point">{reopening ? 'Rouvrir' : 'Ajouter un point, ou résoudre'}</h2>
      <div class="colonne">
        <Form frame={frame} action={`/administration/incidents/${incident.id}/points`}>
          <HiddenField name="version" value={String(incident.version)} />
          <PointFields values={values} errors={errors} states={nextStates(incident)} />
          <SubmitButton label={reopening ? 'Rouvrir l’incident' : 'Publier ce point'} />
        </Form>
      </div>
    </section>
  );
}

function Timeline({ points }: { points: readonly IncidentPoint[] }): JSX.Element {
  return (
    <ol class="chronologie">
      {points.map(({ etat, texte, le, auteur }) => (
        <li>
          <p class="fr-mb-0">
            <strong safe>{incidentStateWords[etat]}</strong> ·{' '}
            <time datetime={le.toISOString()} safe>
              {dateTimeOf(le)}
            </time>{' '}
            · <span safe>{auteur}</span>
          </p>
          <p class="texte texte-saisi" safe>
            {texte}
          </p>
        </li>
      ))}
    </ol>
  );
}
