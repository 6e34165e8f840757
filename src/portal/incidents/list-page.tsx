import type { Endpoint } from '../../core/endpoint.ts';
import type { Incident } from '../../records/incidents.ts';
import type { Maintenance } from '../../records/maintenances.ts';
import type { Page } from '../../watch/incident-reader.ts';
import { dateTimeOf, lengthOf } from '../shared/dates.ts';
import { severityWords } from '../shared/incident-words.ts';
import { ComingMaintenances, OpenIncidents, servicesLine } from '../shared/ongoing-list.tsx';
import { byProvider } from '../shared/service-lists.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { ServiceSelect } from '../views/service-select.tsx';
import { FeedLinks } from './feed-links.tsx';

export interface ListPageProps {
  readonly frame: Frame;
  readonly endpoints: readonly Endpoint[];
  readonly open: readonly Incident[];
  readonly coming: readonly Maintenance[];
  readonly past: Page<Incident>;
  /** The one service shown; null = all. */
  readonly service: string | null;
  readonly now: Date;
}

/** « Is something broken, and until when? », then what is announced, then what was. */
export function listPage({ frame, endpoints, open, coming, past, service, now }: ListPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={past.page === 1 ? 'Incidents et maintenances' : `Incidents et maintenances, page ${past.page}`}
      path="/incidents"
      trail={[
        ['/', 'Accueil'],
        ['/etat-des-services', 'État des services'],
      ]}
      head={<link rel="alternate" type="application/atom+xml" title="Incidents" href="/incidents.atom" />}
    >
      <h1 safe>{headline(open.length)}</h1>
      <p class="fr-text--lg">
        Ce que nous savons de nos pannes, tenu à la main par nos équipes. L’état mesuré de chaque service, minute par
        minute, est sur la page <a href="/etat-des-services">État des services</a>.
      </p>
      <form method="get" action="/incidents" class="filtre">
        <ServiceSelect groups={byProvider(endpoints)} chosen={service} />
        <button class="fr-btn fr-btn--secondary" type="submit">
          Filtrer
        </button>
      </form>
      {open.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="en-cours">
          <h2 id="en-cours">En cours</h2>
          <OpenIncidents incidents={open} endpoints={endpoints} />
        </section>
      )}
      <section aria-labelledby="maintenances">
        <h2 id="maintenances">Maintenances annoncées</h2>
        {coming.length === 0 ? (
          <p>Aucune maintenance n’est annoncée.</p>
        ) : (
          <ComingMaintenances maintenances={coming} endpoints={endpoints} now={now} />
        )}
      </section>
      <section aria-labelledby="passes">
        <h2 id="passes">Incidents passés</h2>
        {past.items.length === 0 ? <p>Aucun.</p> : <Past incidents={past.items} endpoints={endpoints} />}
        <Pagination
          of="incidents passés"
          page={past.page}
          pages={past.pages}
          href={(page) => addressOf(page, service)}
        />
      </section>
      <FeedLinks />
    </Layout>
  );
}

function headline(count: number): string {
  if (count === 0) return 'Aucun incident en cours';
  return count === 1 ? '1 incident en cours' : `${count} incidents en cours`;
}

function addressOf(page: number, service: string | null): string {
  const query = new URLSearchParams();
  if (service !== null) query.set('service', service);
  if (page > 1) query.set('page', String(page));
  return query.size === 0 ? '/incidents' : `/incidents?${query}`;
}

const monthFormat = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'Europe/Paris' });

function Past({
  incidents,
  endpoints,
}: {
  incidents: readonly Incident[];
  endpoints: readonly Endpoint[];
}): JSX.Element {
  const months = [...new Set(incidents.map(({ ouvert_le }) => monthFormat.format(ouvert_le)))];
  return (
    <>
      {months.map((month) => (
        <>
          <h3 class="fr-h6 mois" safe>
            {month}
          </h3>
          <ul class="fr-mb-3w">
            {incidents
              .filter(({ ouvert_le }) => monthFormat.format(ouvert_le) === month)
              .map((incident) => (
                <li>
                  <a href={`/incidents/${incident.id}`} safe>
                    {incident.titre}
                  </a>
                  <br />
                  <span class="mis-a-jour" safe>
                    {pastLine(incident, endpoints)}
                  </span>
                </li>
              ))}
          </ul>
        </>
      ))}
    </>
  );
}

function pastLine(
  { gravite, ouvert_le, resolu_le, endpoints: names }: Incident,
  endpoints: readonly Endpoint[],
): string {
  const lasted = resolu_le === null ? '' : `, a duré ${lengthOf(resolu_le.getTime() - ouvert_le.getTime())}`;
  return `${severityWords[gravite]}, le ${dateTimeOf(ouvert_le)}${lasted} · ${servicesLine(names, endpoints)}`;
}
