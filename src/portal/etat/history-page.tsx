import type { DayRate, History, MonthRate, ServiceHistory } from '../../watch/history.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';

/** What the seed promises, in percent. */
const PROMISED = 99.5;

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
        <span safe>{percent(PROMISED)}</span>&nbsp;; le second taux laisse de côté les heures de maintenance annoncées
        par les fournisseurs.
      </p>
      <h2>Tous les services</h2>
      <MonthsTable caption="Disponibilité mensuelle, tous services confondus" months={history.months} />
      <h2>Service par service</h2>
      {history.services.map((service) => (
        <ServiceSection service={service} />
      ))}
    </Layout>
  );
}

function ServiceSection({ service: { endpoint, days, months } }: { service: ServiceHistory }): JSX.Element {
  return (
    <section class="fr-mb-3w">
      <h3 class="fr-h5 fr-mb-1w" safe>
        {endpoint.title}
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
  const bad = days.filter(({ rate }) => rate !== null && rate < PROMISED);
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

function MonthsTable({ caption, months }: { caption: string; months: readonly MonthRate[] }): JSX.Element {
  return (
    <Table caption={caption} columns={['Mois', 'Disponibilité', 'Hors maintenance', 'Engagement']}>
      <tbody>
        {months.map(({ month, rate, withoutMaintenance }) => (
          <tr>
            <th scope="row" safe>
              {monthName(month)}
            </th>
            <td safe>{percent(rate)}</td>
            <td safe>{percent(withoutMaintenance)}</td>
            <td safe>{kept(withoutMaintenance)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const WIDTH = 8;
const GAP = 2;
const HEIGHT = 32;

function DayBars({ days, name }: { days: readonly DayRate[]; name: string }): JSX.Element {
  const width = days.length * (WIDTH + GAP) - GAP;
  return (
    <svg class="barres" role="img" viewBox={`0 0 ${width} ${HEIGHT}`} aria-label={`${name} : ${told(days)}`}>
      {days.map(({ rate }, rank) => {
        const height = rate === null ? 2 : 4 + Math.round((rate / 100) * (HEIGHT - 4));
        return (
          <rect
            class={barClass(rate)}
            x={String(rank * (WIDTH + GAP))}
            y={String(HEIGHT - height)}
            width={String(WIDTH)}
            height={String(height)}
          />
        );
      })}
    </svg>
  );
}

function barClass(rate: number | null): string {
  if (rate === null) return 'barre-inconnu';
  if (rate >= PROMISED) return 'barre-up';
  return rate >= 90 ? 'barre-incomplet' : 'barre-down';
}

function told(days: readonly DayRate[]): string {
  const seen = days.filter(({ rate }) => rate !== null);
  const bad = seen.filter(({ rate }) => rate !== null && rate < PROMISED);
  if (seen.length === 0) return 'aucune vérification sur 90 jours';
  return `${seen.length} jours vérifiés sur 90, ${bad.length === 0 ? 'aucun' : bad.length} sous ${percent(PROMISED)}`;
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

function percent(rate: number | null): string {
  return rate === null ? 'aucune mesure' : `${number.format(rate)} %`;
}

function kept(rate: number | null): string {
  if (rate === null) return '–';
  return rate >= PROMISED ? 'tenu' : 'non tenu';
}

const monthFormat = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

const monthName = (month: string): string => monthFormat.format(new Date(`${month}-01T00:00:00Z`));
const dayName = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));
