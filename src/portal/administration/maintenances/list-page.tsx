import type { Endpoint } from '../../../core/endpoint.ts';
import type { Maintenance } from '../../../records/maintenances.ts';
import type { Page } from '../../../watch/incident-reader.ts';
import { phaseOf } from '../../../watch/maintenances/phase.ts';
import { spanOf } from '../../shared/dates.ts';
import { phaseTones, phaseWords } from '../../shared/incident-words.ts';
import { servicesLine } from '../../shared/ongoing-list.tsx';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';

interface MaintenanceListProps {
  readonly frame: Frame;
  readonly maintenances: Page<Maintenance>;
  readonly endpoints: readonly Endpoint[];
  readonly now: Date;
  /** What has just been done. */
  readonly done: string | null;
  /** Why nothing was done. */
  readonly refusal: string | null;
}

export function maintenanceListPage(props: MaintenanceListProps): JSX.Element {
  const { frame, maintenances, endpoints, now, done, refusal } = props;
  return (
    <Layout
      frame={frame}
      title="Gestion des maintenances"
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
      ]}
    >
      <h1>Gestion des maintenances</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p class="actions">
        <a class="fr-btn" href="/administration/maintenances/nouvelle">
          Annoncer une maintenance
        </a>
        <a class="fr-btn fr-btn--secondary" href="/administration/incidents">
          Incidents
        </a>
      </p>
      {maintenances.items.length === 0 ? (
        <p>Aucune maintenance.</p>
      ) : (
        <Table
          caption="Maintenances, les dernières d’abord"
          columns={['Maintenance', 'Quand', 'État', 'Services', 'Actions']}
          folds
        >
          <tbody>
            {maintenances.items.map((maintenance) => (
              <MaintenanceRow maintenance={maintenance} endpoints={endpoints} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        of="maintenances"
        page={maintenances.page}
        pages={maintenances.pages}
        href={(page) => `/administration/maintenances?page=${page}`}
      />
    </Layout>
  );
}

function MaintenanceRow({
  maintenance,
  endpoints,
  now,
}: {
  maintenance: Maintenance;
  endpoints: readonly Endpoint[];
  now: Date;
}): JSX.Element {
  const { id, titre, debut, fin, coupure } = maintenance;
  const phase = phaseOf(maintenance, now);
  return (
    <tr>
      <th scope="row">
        <a href={`/maintenances/${id}`} safe>
          {titre}
        </a>
      </th>
      <td class="fr-cell--multiline" safe>
        {spanOf(debut, fin)}
      </td>
      <td>
        <Badge tone={phaseTones[phase]} label={phaseWords[phase]} />{' '}
        <span>{coupure ? 'appels refusés' : 'appels servis'}</span>
      </td>
      <td class="fr-cell--multiline" safe>
        {servicesLine(maintenance.endpoints, endpoints)}
      </td>
      <td>
        {phase === 'a_venir' || phase === 'en_cours' ? (
          <RowLink id={id} verb="modifier" label="Modifier" about={titre} />
        ) : (
          ''
        )}
        {phase === 'a_venir' ? <RowLink id={id} verb="annuler" label="Annuler" about={titre} /> : ''}
        {phase === 'en_cours' ? <RowLink id={id} verb="terminer" label="Terminer" about={titre} /> : ''}
      </td>
    </tr>
  );
}

function RowLink({ id, verb, label, about }: { id: string; verb: string; label: string; about: string }): JSX.Element {
  return (
    <a class="fr-link fr-mr-2w" href={`/administration/maintenances/${id}/${verb}`}>
      <span safe>{label}</span>
      <span class="fr-sr-only" safe>{` ${about}`}</span>
    </a>
  );
}
