import type { Ongoing } from '../../watch/ongoing.ts';
import type { ServiceState } from '../../watch/service-states.ts';
import { ago, hourOf } from '../shared/dates.ts';
import { providerOf } from '../shared/service-lists.ts';
import { sheetOf } from '../shared/site-map.ts';
import { summary } from '../shared/state-summary.ts';
import { stateTones, stateWords } from '../shared/state-words.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';
import { DayStrip } from './day-strip.tsx';
import { OngoingSections } from './ongoing-sections.tsx';

interface StatusPageProps {
  readonly frame: Frame;
  readonly states: readonly ServiceState[];
  readonly ongoing: Ongoing;
  /** Provider to show alone; empty = all. */
  readonly provider: string;
  readonly now: Date;
}

/** « Is it me? »: one sentence, then one row a service, by provider. */
export function statusPage({ frame, states, ongoing, provider, now }: StatusPageProps): JSX.Element {
  const providers = [...new Set(states.map(({ endpoint }) => providerOf(endpoint)))].sort((a, b) => a.localeCompare(b));
  const shown = providers.filter((name) => provider === '' || name === provider);
  const ill = states.filter(({ state }) => state === 'down' || state === 'incomplet');
  return (
    <Layout
      frame={frame}
      title="État des services"
      path="/etat-des-services"
      trail={[['/', 'Accueil']]}
      head={<script defer src="/statique/etat.js" />}
    >
      <div id="etat" data-actualise="60">
        <h1 safe>{summary(states)}</h1>
        <p class="fr-text--lg">
          Chaque service est appelé par notre propre sonde, comme vous l’appelleriez. Un service en panne l’est chez son
          fournisseur ou chez nous&nbsp;: votre logiciel n’est pas en cause.
        </p>
        <OngoingSections ongoing={ongoing} states={states} now={now} />
        {ill.length === 0 ? '' : <IllServices services={ill} now={now} />}
        <p class="mis-a-jour">
          Mis à jour à{' '}
          <time datetime={now.toISOString()} safe>
            {hourOf(now)}
          </time>
          .{' '}
          <a
            class="fr-link"
            href={
              provider === '' ? '/etat-des-services' : `/etat-des-services?fournisseur=${encodeURIComponent(provider)}`
            }
          >
            Actualiser
          </a>
        </p>
        <ProviderFilter providers={providers} chosen={provider} />
        <Table
          caption="Services, par fournisseur"
          columns={['Service', 'État', 'Dernière vérification', '24 dernières heures']}
          folds
        >
          {shown.map((name) => (
            <ProviderRows
              name={name}
              services={states.filter(({ endpoint }) => providerOf(endpoint) === name)}
              now={now}
            />
          ))}
        </Table>
        <p>
          <a class="fr-link" href="/etat-des-services/historique">
            Historique de 90 jours et taux de disponibilité
          </a>
          <br />
          <a class="fr-link" href="/incidents">
            Incidents et maintenances, en cours et passés
          </a>
        </p>
        <p>
          Être prévenu d’un incident ou d’une maintenance&nbsp;: <a href="/abonnements">par courriel ou webhook</a>.
        </p>
        <p>
          Pour vos outils&nbsp;: <a href="/watchdoge/dashboard/current_status">l’état courant en JSON</a>.
        </p>
      </div>
    </Layout>
  );
}

function IllServices({ services, now }: { services: readonly ServiceState[]; now: Date }): JSX.Element {
  return (
    <div class="fr-alert fr-alert--warning fr-mb-3w">
      <h2 class="fr-alert__title">Ce qui ne va pas en ce moment</h2>
      <ul>
        {services.map(({ endpoint, state, last }) => (
          <li safe>
            {`${endpoint.title} (${providerOf(endpoint)}) : ${stateWords[state].toLowerCase()}, code ${last?.code ?? '–'}, vu ${last === null ? '' : ago(last.faite_le, now)}.`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ProviderFilter({ providers, chosen }: { providers: readonly string[]; chosen: string }): JSX.Element {
  return (
    <form method="get" action="/etat-des-services" class="filtre">
      <div class="fr-select-group">
        <label class="fr-label" for="fournisseur">
          Fournisseur
        </label>
        <select class="fr-select" id="fournisseur" name="fournisseur">
          <option value="">Tous</option>
          {providers.map((name) => (
            <option value={name} selected={name === chosen} safe>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="fr-btn fr-btn--secondary" type="submit">
        Filtrer
      </button>
    </form>
  );
}

function ProviderRows({
  name,
  services,
  now,
}: {
  name: string;
  services: readonly ServiceState[];
  now: Date;
}): JSX.Element {
  return (
    <tbody>
      <tr class="groupe">
        <th scope="rowgroup" colspan="4" safe>
          {name}
        </th>
      </tr>
      {services.map(({ endpoint, state, last, isStale, lastDay }) => (
        <tr>
          <th scope="row">
            <a href={sheetOf(endpoint.name)} safe>
              {endpoint.title}
            </a>
          </th>
          <td>
            <Badge tone={stateTones[state]} label={stateWords[state]} />
          </td>
          <td safe>{lastCheck(last, isStale, now)}</td>
          <td>
            <DayStrip hours={lastDay} name={endpoint.title} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function lastCheck(last: ServiceState['last'], isStale: boolean, now: Date): string {
  if (last === null) return 'pas encore vérifié';
  const seen = `${ago(last.faite_le, now)}, code ${last.code}`;
  return isStale ? `${seen} (trop ancienne : la sonde n’est pas repassée)` : seen;
}
