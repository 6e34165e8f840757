import { promisedAvailability } from '../../core/terms.ts';
import type { DayRate, MonthRate } from '../../watch/history.ts';
import { Table } from '../views/table.tsx';

const columns = ['Disponibilité', 'Hors maintenance', 'Engagement'] as const;

/** The rate of each month, beside what was promised. */
export function MonthsTable({ caption, months }: { caption: string; months: readonly MonthRate[] }): JSX.Element {
  return (
    <Table caption={caption} columns={['Mois', ...columns]} folds>
      <tbody>
        {months.map(({ month, rate, withoutMaintenance }) => (
          <tr>
            <th scope="row" safe>
              {monthName(month)}
            </th>
            <td data-colonne={columns[0]} safe>
              {percent(rate)}
            </td>
            <td data-colonne={columns[1]} safe>
              {percent(withoutMaintenance)}
            </td>
            <td data-colonne={columns[2]} safe>
              {kept(withoutMaintenance)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const WIDTH = 8;
const GAP = 2;
const HEIGHT = 32;

/** One bar a day; the height of a bar repeats its colour. */
export function DayBars({ days, name }: { days: readonly DayRate[]; name: string }): JSX.Element {
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

/** The class of a bar, by its rate. */
export function barClass(rate: number | null): string {
  if (rate === null) return 'barre-inconnu';
  if (rate >= promisedAvailability) return 'barre-up';
  return rate >= 90 ? 'barre-incomplet' : 'barre-down';
}

function told(days: readonly DayRate[]): string {
  const seen = days.filter(({ rate }) => rate !== null);
  const bad = seen.filter(({ rate }) => rate !== null && rate < promisedAvailability);
  if (seen.length === 0) return 'aucune vérification sur 90 jours';
  return `${seen.length} jours vérifiés sur 90, ${bad.length === 0 ? 'aucun' : bad.length} sous ${percent(promisedAvailability)}`;
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

export function percent(rate: number | null): string {
  return rate === null ? 'aucune mesure' : `${number.format(rate)} %`;
}

function kept(rate: number | null): string {
  if (rate === null) return '–';
  return rate >= promisedAvailability ? 'tenu' : 'non tenu';
}

const monthFormat = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const dayFormat = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

export const monthName = (month: string): string => monthFormat.format(new Date(`${month}-01T00:00:00Z`));
export const dayName = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`));
