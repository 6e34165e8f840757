import { readFileSync } from 'node:fs';
import type { Endpoint } from '../core/endpoint.ts';
import { counterOf } from '../gateway/rooms.ts';
import { type CounterRule, type Limits, parseLimits } from '../gateway/volume/limits.ts';
import { createPapersReader, type RoomPapers } from '../papers/room-papers.ts';
import { createClock, type MovableClock } from '../platform/clock.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Log } from '../platform/observability/log.ts';
import { createMetrics, type Metrics } from '../platform/observability/metrics.ts';
import type { Places } from './places.ts';

/** What an instance is made from. */
export interface Given {
  readonly config: Config;
  readonly endpoints: readonly Endpoint[];
  readonly places: Places;
  readonly log: Log;
}

/** What every part of the instance stands on. */
export interface Ground extends Given {
  readonly clock: MovableClock;
  readonly metrics: Metrics;
  readonly limits: Limits;
  /** Each room and the counter its calls are in. */
  readonly rooms: readonly { readonly endpoint: Endpoint; readonly counter: CounterRule }[];
  readonly papersOf: (endpointName: string) => RoomPapers;
}

export function openGround(given: Given): Ground {
  const { varDir, limitsFile } = given.config;
  const limits = parseLimits(readFileSync(limitsFile, 'utf8'), limitsFile);
  return {
    ...given,
    clock: createClock(varDir),
    metrics: createMetrics(),
    limits,
    rooms: given.endpoints.map((endpoint) => ({ endpoint, counter: counterOf(endpoint, limits) })),
    papersOf: createPapersReader(given.places.endpoints),
  };
}
