import { parisClock } from '../../core/dates/paris-clock.ts';
import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import type { Unite } from '../../records/appels-de-jetons.ts';

/** How far back statistics are told. */
export type Periode = '10min' | '30h' | '8j' | '12mois';

interface Decoupage {
  readonly unite: Unite;
  readonly tranches: number;
}

/** The unit under way is the last one of each. */
const decoupages: Readonly<Record<Periode, Decoupage>> = {
  '10min': { unite: 'minute', tranches: 10 },
  '30h': { unite: 'hour', tranches: 30 },
  '8j': { unite: 'day', tranches: 8 },
  '12mois': { unite: 'month', tranches: 12 },
};

export const periodes: readonly Periode[] = ['10min', '30h', '8j', '12mois'];

export function uniteDe(periode: Periode): Unite {
  return decoupages[periode].unite;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The beginning of each unit of a period, the oldest first. */
export function tranchesDe(periode: Periode, now: number): Date[] {
  const { unite, tranches } = decoupages[periode];
  return Array.from({ length: tranches }, (_, rank) => new Date(debutDe(unite, now, tranches - 1 - rank)));
}

/** The beginning of the unit under way, so many units ago. */
function debutDe(unite: Unite, now: number, ago: number): number {
  const { date } = parisClock(now);
  switch (unite) {
    case 'minute':
      return Math.floor(now / MINUTE_MS - ago) * MINUTE_MS;
    case 'hour':
      return Math.floor(now / HOUR_MS - ago) * HOUR_MS;
    case 'day':
      return midnight(new Date(Date.parse(`${date}T12:00:00Z`) - ago * DAY_MS).toISOString());
    case 'month': {
      const month = new Date(`${date.slice(0, 'AAAA-MM'.length)}-01T12:00:00Z`);
      month.setUTCMonth(month.getUTCMonth() - ago);
      return midnight(month.toISOString());
    }
  }
}

function midnight(day: string): number {
  const seconds = parisMidnight(day);
  if (seconds === null) throw new Error(`${day} is no day`);
  return seconds * 1000;
}
