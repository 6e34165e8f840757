import type { Clock } from '../core/clock.ts';
import type { ClosedEndpoints } from './closed-endpoints.ts';
import type { Jeton } from './jetons/jetons.ts';
import type { FormerAddress, Route } from './routes.ts';
import type { Bans } from './volume/bans.ts';
import type { Counters } from './volume/counters.ts';
import type { CounterRule } from './volume/limits.ts';
import type { SharedCounters } from './volume/shared-counters.ts';

/** What the corridor needs of the house, opened once at start. */
export interface House {
  readonly clock: Clock;
  readonly bans: Bans;
  readonly counters: Counters;
  /** Where all nodes count together; null when this one is alone. */
  readonly shared: SharedCounters | null;
  readonly addressRule: CounterRule;
  /** Faults of form in traceability are refused rather than warned about. */
  readonly strictTraceability: boolean;
  /** Milliseconds a whole call may take, all its provider legs together. */
  readonly deadlineMs: number;
  /** The Authorization header of our own prober, learnt from its first call: what it asks is outside ceiling and ban. */
  readonly prober: { authorization: string | undefined };
  /** What announced maintenances close. */
  readonly closed: ClosedEndpoints;
  routeOf(path: string): Route | FormerAddress | null;
  jetonOf(token: string): Jeton;
}
