import { promisedAvailability } from '../../core/terms.ts';
import type { DayRate, History, ServiceHistory } from '../../watch/history.ts';
import { DayBars, dayName, MonthsTable, percent } from '../shared/availability.tsx';
import { sheetOf } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';

/** 90 days of bars for each service, and the rate of each month beside what was promised. */
export function historyPage({ frame, history }: { frame: Frame; history: History }): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="Historique de disponibilité"
      trail={[
        ['/', 'Accueil'],
        ['/etat-des-services', 'État des services'],
      ]}
    >
      <h1>Historique de disponibilité</h1>
      <p class="fr-text--lg">
        Part des appels de notre sonde qui ont reçu une réponse. L’engagement est de{' '}
        <span safe>{percent(promisedAvailability)}</span>&nbsp;; le second taux laisse de côté les heures de maintenance
        annoncées par les fournisseurs.
      </p>
      <h2>Tous les services</h2>
      <MonthsTable caption="Disponibilité mensuelle, tous services confondus" months={history.months} />
      <h2>Service par service</h2>
      <p class="legende">
        Une barre par jour sur 90 jours, la plus récente à droite&nbsp;; plus elle est haute, plus notre sonde a eu de
        réponses.
      </p>
      {byTitle(history.services).map((service) => (
        <ServiceSection service={service} />
      ))}
    </Layout>
  );
}

const byTitle = (services: readonly ServiceHistory[]): ServiceHistory[] =>
  [...services].sort((a, b) => a.endpoint.title.localeCompare(b.endpoint.title, 'fr'));

function ServiceSection({ service: { endpoint, days, months } }: { service: ServiceHistory }): JSX.Element {
  return (
    <section class="fr-mb-3w">
      <h3 class="fr-h5 fr-mb-1w">
        <a href={sheetOf(endpoint.name)} safe>
          {endpoint.title}
        </a>
      </h3>
      <DayBars days={days} name={endpoint.title} />
      <details>
        <summary>
          Les chiffres<span class="fr-sr-only" safe>{` de ${endpoint.title}`}</span>
        </summary>
        <MonthsTable caption={`Disponibilité mensuelle : ${endpoint.title}`} months={months} />
        <Table caption={`Jours sous l’engagement : ${endpoint.title}`} columns={['Jour', 'Disponibilité']}>
          <tbody>
            <BadDays days={days} />
          </tbody>
        </Table>
      </details>
    </section>
  );
}

function BadDays({ days }: { days: readonly DayRate[] }): JSX.Element {
  const bad = days.filter(({ rate }) => rate !== null && rate < promisedAvailability);
  if (bad.length === 0) {
    return (
      <tr>
        <td colspan="2">Aucun jour sous l’engagement.</td>
      </tr>
    );
  }
  return (
    <>
      {bad.map(({ day, rate }) => (
        <tr>
          <th scope="row" safe>
            {dayName(day)}
          </th>
          <td safe>{percent(rate)}</td>
        </tr>
      ))}
    </>
  );
}
