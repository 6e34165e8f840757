import { parisClock } from '../core/dates/paris-clock.ts';
import { availability, type DayAvailability, daysAvailability } from './availability.ts';
import { periodStart } from './period.ts';
import { WatchRefusal } from './refusal.ts';
import type { WatchOptions } from './watch-options.ts';

/** The seed's shape. */
interface ProviderAvailabilities {
  readonly endpoint: string;
  readonly days_availability: Record<string, DayAvailability>;
  readonly total_availability: number | null;
  readonly last_week_availability: number | null;
}

const DAY_MS = 86_400_000;

/** Calls of an endpoint day by day over a period, and the share of them whose provider was there. */
export async function providerAvailabilities(
  { store, clock, endpoints }: WatchOptions,
  parameters: ReadonlyMap<string, string>,
): Promise<ProviderAvailabilities> {
  const now = new Date(clock.now());
  const from = periodStart(parameters.get('period') ?? '', now);
  if (from === null)
    throw new WatchRefusal(
      'Invalid period format : un nombre de 1 à 4 chiffres et une unité (y, M, w, d, h, m ou s), dix ans au plus, comme 3w.',
    );
  const endpoint = parameters.get('endpoint') ?? '';
  const names = endpoints.filter(({ watch }) => watch.availabilityKey === endpoint).map(({ name }) => name);
  if (names.length === 0) throw new WatchRefusal(`No entry for endpoint : « ${endpoint.slice(0, 100)} » est inconnu.`);
  const today = dayOf(now);
  const weekStart = new Date(now.getTime() - 8 * DAY_MS);
  const [counts, recent] = await Promise.all([store.countsByDay(names, from), store.countsByDay(names, weekStart)]);
  const lastWeek = recent.filter(({ jour }) => jour < today && jour >= dayOf(new Date(now.getTime() - 7 * DAY_MS)));
  return {
    endpoint,
    days_availability: daysAvailability(counts),
    total_availability: availability(counts),
    last_week_availability: availability(lastWeek),
  };
}

const dayOf = (instant: Date): string => parisClock(instant.getTime()).date;
