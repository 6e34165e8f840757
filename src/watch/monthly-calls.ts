import { parisClock } from '../core/dates/paris-clock.ts';
import { daysAvailability } from './availability.ts';
import type { WatchOptions } from './watch-options.ts';

const MONTHS = 6;

/** Calls of clients that reached a provider in one month, and those that it could not answer (502, 503, 504). */
export interface MonthCalls {
  /** `AAAA-MM`. */
  readonly month: string;
  readonly calls: number;
  readonly failures: number;
  /** Share of the calls that were answered, in percent; null without a call. */
  readonly rate: number | null;
}

/** The last six months of an endpoint, this one included, oldest first. */
export async function monthlyCalls({ store, clock }: WatchOptions, endpoint: string): Promise<MonthCalls[]> {
  const months = lastMonths(clock.now());
  // A day early: a month begins in Paris before it does in UTC.
  const from = new Date(Date.parse(`${months[0]}-01T00:00:00Z`) - 86_400_000);
  const days = Object.entries(daysAvailability(await store.countsByDay([endpoint], from)));
  return months.map((month) => {
    const own = days.filter(([day]) => day.startsWith(month)).map(([, counts]) => counts);
    const calls = own.reduce((sum, { total }) => sum + total, 0);
    const failures = own.reduce((sum, counts) => sum + counts['502'] + counts['503'] + counts['504'], 0);
    return {
      month,
      calls,
      failures,
      rate: calls === 0 ? null : Math.round(((calls - failures) / calls) * 10_000) / 100,
    };
  });
}

function lastMonths(now: number): string[] {
  const [year = 0, month = 1] = parisClock(now).date.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, rank) =>
    new Date(Date.UTC(year, month - MONTHS + rank, 1)).toISOString().slice(0, 7),
  );
}
