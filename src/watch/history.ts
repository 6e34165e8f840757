import { parisClock } from '../core/dates/paris-clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { SondesDuJour } from '../records/sondes.ts';
import type { WatchOptions } from './watch-options.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;

/** One day of a service: share of the probes that were answered, in percent; null without a probe. */
export interface DayRate {
  readonly day: string;
  readonly rate: number | null;
}

export interface MonthRate {
  /** `AAAA-MM`. */
  readonly month: string;
  readonly rate: number | null;
  /** The same, failures within announced maintenance left out. */
  readonly withoutMaintenance: number | null;
}

export interface ServiceHistory {
  readonly endpoint: Endpoint;
  /** The last 90 days, oldest first. */
  readonly days: readonly DayRate[];
  readonly months: readonly MonthRate[];
}

export interface History {
  readonly services: readonly ServiceHistory[];
  /** All services together. */
  readonly months: readonly MonthRate[];
}

/** What our probes saw day by day over 90 days, and month by month. */
export async function history({ store, clock, endpoints }: WatchOptions): Promise<History> {
  const days = lastDays(clock.now());
  const probes = await store.sondesParJour(days[0] ?? '');
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const services = endpoints.map((endpoint) => {
    const own = probes.filter((count) => count.endpoint === endpoint.name);
    const byDay = new Map(own.map((count) => [count.jour, count]));
    return {
      endpoint,
      days: days.map((day) => ({ day, rate: rateOf([byDay.get(day)].filter((count) => count !== undefined)) })),
      months: months.map((month) => monthRate(month, own)),
    };
  });
  return { services, months: months.map((month) => monthRate(month, probes)) };
}

function lastDays(now: number): string[] {
  const noon = Date.parse(`${parisClock(now).date}T12:00:00Z`);
  return Array.from({ length: DAYS }, (_, rank) =>
    new Date(noon - (DAYS - 1 - rank) * DAY_MS).toISOString().slice(0, 10),
  );
}

function monthRate(month: string, counts: readonly SondesDuJour[]): MonthRate {
  const own = counts.filter(({ jour }) => jour.startsWith(month));
  return { month, rate: rateOf(own), withoutMaintenance: rateOf(own.map(outsideMaintenance)) };
}

const outsideMaintenance = (count: SondesDuJour): SondesDuJour => ({
  ...count,
  sondes: count.sondes - count.en_maintenance,
});

/** In percent, two decimals; null without a probe. */
function rateOf(counts: readonly SondesDuJour[]): number | null {
  const total = counts.reduce((sum, { sondes }) => sum + sondes, 0);
  const succeeded = counts.reduce((sum, { reussies }) => sum + reussies, 0);
  return total === 0 ? null : Math.round((succeeded / total) * 10_000) / 100;
}
