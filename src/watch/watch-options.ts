import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { DayCount } from '../records/appels-cumules.ts';
import type { Sonde, SondesDuJour, SondesEnTout } from '../records/sondes.ts';

/** The counts of calls and the probes kept. */
export interface WatchStore {
  /** Calls of these endpoints received from an instant on, by day and status. */
  countsByDay(endpoints: readonly string[], from: Date): Promise<DayCount[]>;
  /** The last probe of each endpoint. */
  lastSondes(): Promise<Sonde[]>;
  /** Probes made from an instant on, oldest first. */
  sondesSince(from: Date): Promise<Sonde[]>;
  /** Days of probes from a day (`AAAA-MM-JJ`) on, oldest first. */
  sondesParJour(from: string): Promise<SondesDuJour[]>;
  /** All probes from a day (`AAAA-MM-JJ`) on, together. */
  sondesEnTout(from: string): Promise<SondesEnTout>;
}

/** What watching reads: what is kept, the time, the rooms watched. */
export interface WatchOptions {
  readonly store: WatchStore;
  readonly clock: Clock;
  readonly endpoints: readonly Endpoint[];
}
