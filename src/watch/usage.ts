import type { Clock } from '../core/clock.ts';
import { parisClock } from '../core/dates/paris-clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { EndpointCount } from '../records/appels-cumules.ts';
import { recent } from './recent.ts';
import { byPeriod, type PeriodTally, type Tally, tallyOf } from './tally.ts';
import type { WatchStore } from './watch-options.ts';
import { type YearRate, yearRate } from './year-rate.ts';

const MONTHS = 12;
const DAYS = 30;
const DAY_MS = 86_400_000;
const FRESH_MS = 60_000;

/** The counts of calls, by endpoint. */
export interface UsageStore extends Pick<WatchStore, 'sondesEnTout'> {
  /** Calls of these endpoints from a day (`AAAA-MM-JJ`) on, summed by month or by day. */
  countsByEndpoint(asked: {
    by: 'mois' | 'jour';
    endpoints: readonly string[];
    from: string;
  }): Promise<readonly EndpointCount[]>;
}

export interface EndpointUsage {
  readonly endpoint: Endpoint;
  readonly year: Tally;
  readonly lastDays: Tally;
  /** The same twelve months, one by one. */
  readonly months: readonly PeriodTally[];
}

/** How much the service is used. */
export interface Usage {
  readonly at: Date;
  /** This month and the eleven before it, oldest first. */
  readonly months: readonly PeriodTally[];
  readonly year: Tally;
  /** Today and the 29 days before it, oldest first. */
  readonly days: readonly PeriodTally[];
  readonly lastDays: Tally;
  /** Every endpoint that is served, in the order of its title. */
  readonly endpoints: readonly EndpointUsage[];
  readonly availability: YearRate | null;
}

export interface UsageOptions {
  readonly store: UsageStore;
  readonly clock: Clock;
  readonly endpoints: readonly Endpoint[];
}

/** Read at most once a minute: some thousands of counts, whatever the traffic. */
export function recentUsage(options: UsageOptions): () => Promise<Usage> {
  return recent(() => usage(options), FRESH_MS, options.clock.now);
}

async function usage({ store, clock, endpoints: served }: UsageOptions): Promise<Usage> {
  const at = clock.now();
  const [months, days] = [lastMonths(at), lastDays(at)];
  const endpoints = served.map(({ name }) => name);
  const [ofMonths, ofDays, availability] = await Promise.all([
    store.countsByEndpoint({ by: 'mois', endpoints, from: `${months[0]}-01` }),
    store.countsByEndpoint({ by: 'jour', endpoints, from: days[0] ?? '' }),
    yearRate({ store, clock }),
  ]);
  const [monthsOf, daysOf] = [ofMonths, ofDays].map(grouped);
  return {
    at: new Date(at),
    months: byPeriod(ofMonths, months),
    year: tallyOf(ofMonths),
    days: byPeriod(ofDays, days),
    lastDays: tallyOf(ofDays),
    endpoints: [...served]
      .sort((a, b) => a.title.localeCompare(b.title, 'fr'))
      .map((endpoint) => {
        const own = monthsOf?.get(endpoint.name) ?? [];
        const recently = daysOf?.get(endpoint.name) ?? [];
        return { endpoint, year: tallyOf(own), lastDays: tallyOf(recently), months: byPeriod(own, months) };
      }),
    availability,
  };
}

function grouped(counts: readonly EndpointCount[]): ReadonlyMap<string, readonly EndpointCount[]> {
  const groups = new Map<string, EndpointCount[]>();
  for (const count of counts) {
    const group = groups.get(count.endpoint);
    if (group === undefined) groups.set(count.endpoint, [count]);
    else group.push(count);
  }
  return groups;
}

function lastMonths(now: number): string[] {
  const [year = 0, month = 1] = parisClock(now).date.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, rank) =>
    new Date(Date.UTC(year, month - MONTHS + rank, 1)).toISOString().slice(0, 7),
  );
}

function lastDays(now: number): string[] {
  const noon = Date.parse(`${parisClock(now).date}T12:00:00Z`);
  return Array.from({ length: DAYS }, (_, rank) =>
    new Date(noon - (DAYS - 1 - rank) * DAY_MS).toISOString().slice(0, 10),
  );
}
