import type { Endpoint } from '../core/endpoint.ts';
import type { Sonde } from '../records/sondes.ts';
import type { WatchOptions } from './watch-options.ts';

/** What a reader is told of a service. `maintenance`: away, as announced; `inconnu`: not probed yet, or not lately. */
export type State = 'up' | 'incomplet' | 'maintenance' | 'down' | 'inconnu';

export interface ServiceState {
  readonly endpoint: Endpoint;
  readonly state: State;
  readonly last: Sonde | null;
  /** The last probe is older than it should be: what it saw may no longer be true. */
  readonly isStale: boolean;
  /** Worst state of each of the last 24 hours, oldest first. */
  readonly lastDay: readonly State[];
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** A probe may take its time: a status is stale when two in a row are missing. */
const MISSED_PROBES = 2;

/** Every service as our prober last saw it. */
export async function serviceStates({ store, clock, endpoints }: WatchOptions): Promise<ServiceState[]> {
  const now = clock.now();
  const [last, day] = await Promise.all([store.lastSondes(), store.sondesSince(new Date(now - 24 * HOUR_MS))]);
  const lastOf = new Map(last.map((sonde) => [sonde.endpoint, sonde]));
  const dayOf = grouped(day);
  return endpoints.map((endpoint) => {
    const seen = lastOf.get(endpoint.name) ?? null;
    const isStale = seen !== null && now - seen.faite_le.getTime() > staleAfterMs(endpoint);
    return {
      endpoint,
      state: seen === null || isStale ? 'inconnu' : seenState(seen),
      last: seen,
      isStale,
      lastDay: hourly(dayOf.get(endpoint.name) ?? [], now),
    };
  });
}

/** What a status says by itself. */
export function stateOf(code: number): State {
  if (code === 200) return 'up';
  return code === 206 ? 'incomplet' : 'down';
}

/** What a probe says, knowing what was announced. */
function seenState({ code, en_maintenance }: Sonde): State {
  const state = stateOf(code);
  return state === 'down' && en_maintenance ? 'maintenance' : state;
}

/** Age from which the last probe of an endpoint says nothing of the present. */
export const staleAfterMs = ({ watch }: Endpoint): number => MISSED_PROBES * watch.everyMinutes * MINUTE_MS + MINUTE_MS;

function grouped(probes: readonly Sonde[]): Map<string, Sonde[]> {
  const groups = new Map<string, Sonde[]>();
  for (const probe of probes) {
    const group = groups.get(probe.endpoint);
    if (group === undefined) groups.set(probe.endpoint, [probe]);
    else group.push(probe);
  }
  return groups;
}

const gravity: readonly State[] = ['inconnu', 'up', 'incomplet', 'maintenance', 'down'];

function hourly(probes: readonly Sonde[], now: number): State[] {
  const hours: State[] = Array.from({ length: 24 }, () => 'inconnu');
  for (const probe of probes) {
    const rank = 23 - Math.floor((now - probe.faite_le.getTime()) / HOUR_MS);
    const known = hours[rank];
    const state = seenState(probe);
    if (known !== undefined && gravity.indexOf(state) > gravity.indexOf(known)) hours[rank] = state;
  }
  return hours;
}
