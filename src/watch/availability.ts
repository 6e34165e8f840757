import type { DayCount } from '../records/appels-cumules.ts';

/** What the API has told of a day since 2018; the keys are statuses. */
export interface DayAvailability {
  readonly total: number;
  readonly '404': number;
  readonly '502': number;
  readonly '503': number;
  readonly '504': number;
}

/** Statuses of calls that reached a provider, or that its absence answered. */
const REACHED: ReadonlySet<number> = new Set([200, 206, 301, 404, 451, 502, 503, 504]);
const UNAVAILABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** Days that have calls, oldest first. */
export function daysAvailability(counts: readonly DayCount[]): Record<string, DayAvailability> {
  const days: Record<string, DayAvailability> = {};
  for (const { jour, statut, nombre } of counts) {
    if (!REACHED.has(statut)) continue;
    const day = days[jour] ?? { total: 0, '404': 0, '502': 0, '503': 0, '504': 0 };
    days[jour] = { ...day, ...counted(day, statut, nombre), total: day.total + nombre };
  }
  return days;
}

/** Share of the calls whose provider was there, in percent to two decimals; null without a call (DECISIONS « Watchdoge »). */
export function availability(counts: readonly DayCount[]): number | null {
  let total = 0;
  let unavailable = 0;
  for (const { statut, nombre } of counts) {
    if (REACHED.has(statut)) total += nombre;
    if (UNAVAILABLE.has(statut)) unavailable += nombre;
  }
  return total === 0 ? null : Math.round(((total - unavailable) / total) * 10_000) / 100;
}

function counted(day: DayAvailability, statut: number, nombre: number): Partial<DayAvailability> {
  switch (statut) {
    case 404:
      return { '404': day['404'] + nombre };
    case 502:
      return { '502': day['502'] + nombre };
    case 503:
      return { '503': day['503'] + nombre };
    case 504:
      return { '504': day['504'] + nombre };
    default:
      return {};
  }
}
