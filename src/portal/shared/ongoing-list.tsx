import type { Endpoint } from '../../core/endpoint.ts';
import type { Incident } from '../../records/incidents.ts';
import type { Maintenance } from '../../records/maintenances.ts';
import { phaseOf } from '../../watch/maintenances/phase.ts';
import { Badge } from '../views/badge.tsx';
import { dateTimeOf, spanOf } from './dates.ts';
import { incidentStateWords, phaseTones, phaseWords, severityTones, severityWords } from './incident-words.ts';
import { namedServices } from './service-lists.ts';

/** The names that fit in a line; the page of the incident has them all. */
const NAMED = 3;

/** Open incidents: what is done next before anything else. */
export function OpenIncidents({
  incidents,
  endpoints,
}: {
  incidents: readonly Incident[];
  endpoints: readonly Endpoint[];
}): JSX.Element {
  return (
    <ul class="liste-incidents">
      {incidents.map((incident) => (
        <li class={`incident incident-${incident.gravite}`}>
          <h3 class="fr-h6 fr-mb-1w">
            <a href={`/incidents/${incident.id}`} safe>
              {incident.titre}
            </a>
          </h3>
          <p class="fr-mb-1w">
            <Badge tone={severityTones[incident.gravite]} label={severityWords[incident.gravite]} />{' '}
            <Badge tone="plain" label={incidentStateWords[incident.etat]} />
          </p>
          <p class="fr-mb-0">
            <span safe>{`Depuis le ${dateTimeOf(incident.ouvert_le)}`}</span> ·{' '}
            <span safe>{servicesLine(incident.endpoints, endpoints)}</span>
          </p>
          <NextAction incident={incident} />
        </li>
      ))}
    </ul>
  );
}

/** What happens next, and until when: what a reader comes for. */
export function NextAction({
  incident: { prochaine_action, fin_prevue_le },
}: {
  incident: Pick<Incident, 'prochaine_action' | 'fin_prevue_le'>;
}): JSX.Element {
  return (
    <p class="fr-mb-0">
      <strong>Prochaine action&nbsp;:</strong>{' '}
      <span safe>{prochaine_action === '' ? 'pas encore connue' : prochaine_action}</span>
      <br />
      <strong>Fin prévue&nbsp;:</strong>{' '}
      <span safe>{fin_prevue_le === null ? 'pas encore connue' : `le ${dateTimeOf(fin_prevue_le)}`}</span>
    </p>
  );
}

/** Maintenances under way or to come. */
export function ComingMaintenances({
  maintenances,
  endpoints,
  now,
  level: Heading = 'h3',
}: {
  maintenances: readonly Maintenance[];
  endpoints: readonly Endpoint[];
  now: Date;
  /** Of the title of each, on the page that lists them. */
  level?: 'h3' | 'h4';
}): JSX.Element {
  return (
    <ul class="liste-incidents">
      {maintenances.map((maintenance) => {
        const phase = phaseOf(maintenance, now);
        return (
          <li class="incident incident-maintenance">
            <Heading class="fr-h6 fr-mb-1w">
              <a href={`/maintenances/${maintenance.id}`} safe>
                {maintenance.titre}
              </a>
            </Heading>
            <p class="fr-mb-1w">
              <Badge tone={phaseTones[phase]} label={phaseWords[phase]} />{' '}
              <Badge tone="plain" label={maintenance.coupure ? 'Services coupés' : 'Services ouverts'} />
            </p>
            <p class="fr-mb-0">
              <span safe>{capitalized(spanOf(maintenance.debut, maintenance.fin))}</span> ·{' '}
              <span safe>{servicesLine(maintenance.endpoints, endpoints)}</span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

export function servicesLine(names: readonly string[], endpoints: readonly Endpoint[]): string {
  const titles = namedServices(names, endpoints).map(({ title }) => title);
  if (titles.length <= NAMED) return titles.join(', ');
  return `${titles.slice(0, NAMED).join(', ')} et ${titles.length - NAMED} autre${titles.length - NAMED > 1 ? 's' : ''}`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
