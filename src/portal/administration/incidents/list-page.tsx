import type { Endpoint } from '../../../core/endpoint.ts';
import type { Incident } from '../../../records/incidents.ts';
import type { Page } from '../../../watch/incident-reader.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { incidentStateWords, severityTones, severityWords } from '../../shared/incident-words.ts';
import { servicesLine } from '../../shared/ongoing-list.tsx';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';

interface DeskListProps {
  readonly frame: Frame;
  readonly incidents: Page<Incident>;
  readonly endpoints: readonly Endpoint[];
  /** What has just been done. */
  readonly done: string | null;
}

/** « What awaits me? »: drafts first, then what is open. */
export function deskListPage({ frame, incidents, endpoints, done }: DeskListProps): JSX.Element {
  const drafts = incidents.items.filter(({ brouillon }) => brouillon).length;
  return (
    <Layout
      frame={frame}
      title="Gestion des incidents"
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
      ]}
    >
      <h1>Gestion des incidents</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {drafts === 0 ? (
        ''
      ) : (
        <p class="avis" safe>
          {`${drafts} brouillon${drafts > 1 ? 's' : ''} à examiner : publiez-${drafts > 1 ? 'les' : 'le'}, ou écartez-${drafts > 1 ? 'les' : 'le'}.`}
        </p>
      )}
      <p class="actions">
        <a class="fr-btn" href="/administration/incidents/nouveau">
          Ouvrir un incident
        </a>
        <a class="fr-btn fr-btn--secondary" href="/administration/maintenances">
          Maintenances
        </a>
      </p>
      {incidents.items.length === 0 ? (
        <p>Aucun incident.</p>
      ) : (
        <Table
          caption="Incidents, les brouillons d’abord"
          columns={['Incident', 'État', 'Gravité', 'Ouvert le', 'Services']}
          folds
        >
          <tbody>
            {incidents.items.map((incident) => (
              <IncidentRow incident={incident} endpoints={endpoints} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        of="incidents"
        page={incidents.page}
        pages={incidents.pages}
        href={(page) => `/administration/incidents?page=${page}`}
      />
    </Layout>
  );
}

function IncidentRow({
  incident: { id, titre, gravite, etat, brouillon, ouvert_le, endpoints: names },
  endpoints,
}: {
  incident: Incident;
  endpoints: readonly Endpoint[];
}): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={`/administration/incidents/${id}`} safe>
          {titre}
        </a>
      </th>
      <td>
        {brouillon ? (
          <Badge tone="warning" label="Brouillon" />
        ) : (
          <Badge tone={etat === 'resolu' ? 'success' : 'plain'} label={incidentStateWords[etat]} />
        )}
      </td>
      <td>
        <Badge tone={severityTones[gravite]} label={severityWords[gravite]} />
      </td>
      <td safe>{dateTimeOf(ouvert_le)}</td>
      <td class="fr-cell--multiline" safe>
        {servicesLine(names, endpoints)}
      </td>
    </tr>
  );
}
