import type { DayRate, ServiceHistory } from '../../../watch/history.ts';
import type { MonthCalls } from '../../../watch/monthly-calls.ts';
import { barClass, DayBars, dayName, MonthsTable, monthName, percent } from '../../shared/availability.tsx';
import { providerOf } from '../../shared/service-lists.ts';
import { AnchoredHeading } from '../../views/anchored-heading.tsx';
import { Table } from '../../views/table.tsx';
import type { Fiche } from '../fiche.ts';
import { quotaScope, quotaWords } from '../words.ts';
import { type Live, LiveBadge } from './live-state.tsx';
import { OngoingFact } from './ongoing-here.tsx';

interface AvailabilityProps {
  readonly fiche: Fiche;
  readonly live: Live;
}

/** « Disponibilité »: is it up, was it up, when is it not, how much may be asked. */
export function AvailabilitySection({ fiche, live }: AvailabilityProps): JSX.Element {
  const { endpoint, sheet, quota } = fiche;
  return (
    <section>
      <AnchoredHeading level={2} id="disponibilite" title="Disponibilité" />
      <dl class="faits-liste">
        <dt>En ce moment</dt>
        <dd>
          <LiveBadge live={live} />
        </dd>
        <OngoingFact ongoing={live.ongoing} />
        <dt>Heures de service</dt>
        <dd safe>{sheet.disponibilite}</dd>
        <dt>Maintenance habituelle</dt>
        <dd safe>{sheet.maintenance ?? 'Aucune n’est connue.'}</dd>
        <dt>Quota</dt>
        <dd safe>{`${quotaWords(quota)}, ${quotaScope(quota)}.`}</dd>
        <dt>Délai d’attente conseillé</dt>
        <dd safe>{`${sheet.delai_conseille_s} secondes : au-delà, raccrochez et réessayez plus tard.`}</dd>
      </dl>
      <Past live={live} name={endpoint.title} />
      <p>
        <a class="fr-link" href={`/etat-des-services?fournisseur=${encodeURIComponent(providerOf(fiche.endpoint))}`}>
          État des services de ce fournisseur
        </a>
      </p>
    </section>
  );
}

function Past({ live: { known }, name }: { live: Live; name: string }): JSX.Element {
  if (known === null) return <p>L’historique ne peut pas être lu en ce moment. Réessayez dans quelques minutes.</p>;
  return (
    <>
      {known.history === undefined ? '' : <Probes history={known.history} />}
      <Calls calls={known.calls} name={name} />
    </>
  );
}

/** What our own probe saw. */
function Probes({ history: { endpoint, days, months } }: { history: ServiceHistory }): JSX.Element {
  const seen = days.filter(({ rate }) => rate !== null);
  const [worst] = [...seen].sort((a, b) => (a.rate ?? 100) - (b.rate ?? 100));
  return (
    <>
      <AnchoredHeading level={3} id="sonde" title="90 derniers jours, vus par notre sonde" />
      <DayBars days={days} name={endpoint.title} />
      <p class="legende">
        Une barre par jour, la plus récente à droite&nbsp;; plus elle est haute, plus notre sonde a eu de réponses.{' '}
        <span safe>{worstDay(worst)}</span>
      </p>
      <details class="repli">
        <summary>Les chiffres de la sonde, mois par mois</summary>
        <MonthsTable caption={`Disponibilité mensuelle : ${endpoint.title}`} months={months} />
      </details>
    </>
  );
}

function worstDay(worst: DayRate | undefined): string {
  if (worst === undefined) return 'Aucune vérification n’a encore été faite.';
  if (worst.rate === 100) return 'Aucune vérification n’a échoué.';
  return `Le jour le plus bas est le ${dayName(worst.day)} : ${percent(worst.rate)}.`;
}

/** What the calls of clients met, over six months. */
function Calls({ calls, name }: { calls: readonly MonthCalls[]; name: string }): JSX.Element {
  return (
    <>
      <AnchoredHeading level={3} id="appels" title="Six derniers mois, vus par les appels" />
      <Table
        caption={`Appels parvenus au fournisseur : ${name}`}
        columns={['Mois', 'Appels', 'Échecs du fournisseur (502, 503, 504)', 'Appels répondus']}
        folds
      >
        <tbody>
          {calls.map(({ month, calls: count, failures, rate }) => (
            <tr>
              <th scope="row" safe>
                {monthName(month)}
              </th>
              <td safe>{`${number.format(count)} appel${count > 1 ? 's' : ''}`}</td>
              <td safe>{count === 0 ? '–' : `${number.format(failures)} échec${failures > 1 ? 's' : ''}`}</td>
              <td>
                <RateBar rate={rate} />
                <span safe>{rate === null ? '–' : percent(rate)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

const WIDTH = 120;
const HEIGHT = 10;

/** The rate again, as a length. */
function RateBar({ rate }: { rate: number | null }): JSX.Element {
  if (rate === null) return <></>;
  return (
    <svg
      class="taux-barre"
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={String(WIDTH)}
      height={String(HEIGHT)}
    >
      <rect class="barre-inconnu" width={String(WIDTH)} height={String(HEIGHT)} />
      <rect class={barClass(rate)} width={String((rate / 100) * WIDTH)} height={String(HEIGHT)} />
    </svg>
  );
}

const number = new Intl.NumberFormat('fr-FR');
