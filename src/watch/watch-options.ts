import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Schema } from '../records/schema.ts';

/** What watching reads: the counts and probes kept, the time, the rooms watched. */
export interface WatchOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly endpoints: readonly Endpoint[];
}
