import type { Clock } from '../core/clock.ts';
import { parisClock } from '../core/dates/paris-clock.ts';
import type { WatchStore } from './watch-options.ts';

const YEAR_DAYS = 365;
const DAY_MS = 86_400_000;

/** Share of our probes that were answered over the last twelve months, all services together. */
export interface YearRate {
  /** In percent, two decimals. */
  readonly rate: number;
  /** First day that was measured (`AAAA-MM-JJ`): a service that is younger than a year has no twelve months to tell of. */
  readonly since: string;
  readonly isWholeYear: boolean;
}

interface YearOptions {
  readonly store: Pick<WatchStore, 'sondesEnTout'>;
  readonly clock: Clock;
}

/** Null when nothing has been measured yet. */
export async function yearRate({ store, clock }: YearOptions): Promise<YearRate | null> {
  const noon = Date.parse(`${parisClock(clock.now()).date}T12:00:00Z`);
  const from = new Date(noon - (YEAR_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const { premier_jour: since, sondes, reussies } = await store.sondesEnTout(from);
  if (since === null || sondes === 0) return null;
  // Rounded down: a year with one failure is not shown as one without any.
  return { rate: Math.floor((reussies / sondes) * 10_000) / 100, since, isWholeYear: since === from };
}
