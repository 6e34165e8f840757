import { hostname } from 'node:os';
import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { isWithin } from '../core/daily-window.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { TraceShipper } from '../gateway/trace/shipper.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Metrics } from '../platform/observability/metrics.ts';
import type { Task } from '../platform/schedule.ts';
import { dropAlertesBefore } from '../records/alertes.ts';
import type { Schema } from '../records/schema.ts';
import type { NodeSigns } from '../watch/alerts/alert-kind.ts';
import { alertKinds } from '../watch/alerts/kinds.ts';
import { alertNotifier } from './alert-notifier.ts';
import { alertRound } from './alert-round.ts';
import { createExpiries } from './expiries.ts';

const EVERY_MS = 10_000;
/** Rounds further apart than this: nobody was there meanwhile, neither to judge nor to probe. */
const ASLEEP_MS = 3 * 60_000;
const DAY_MS = 86_400_000;
/** Longer than a year, so that the history of a provider shows its seasons. */
const KEPT_MS = 400 * DAY_MS;

interface AlertingOptions {
  readonly config: Config;
  readonly db: Kysely<Schema>;
  readonly endpoints: readonly Endpoint[];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly shipper: TraceShipper;
  readonly journalFailedAt: () => Date | null;
}

/** Has operators told of what is wrong. */
export function createAlerting(options: AlertingOptions): Task[] {
  const { config, db, endpoints, clock, log, metrics } = options;
  const expiries = createExpiries({ config, endpoints, clock, log });
  const round = {
    db,
    kinds: alertKinds,
    judged: alertKinds,
    endpoints,
    publicUrl: config.publicUrl,
    digestMode: config.alerts.digest,
    tell: alertNotifier(config),
  };
  let awakeSince = clock.now();
  let lastRoundAt = clock.now();
  let open = 0;
  metrics.watch('apie_alertes_ouvertes', 'Alertes en cours', () => open);

  async function run(): Promise<void> {
    const now = clock.now();
    if (now - lastRoundAt > ASLEEP_MS) awakeSince = now;
    lastRoundAt = now;
    const done = await alertRound(round, {
      now: new Date(now),
      awakeSince: new Date(awakeSince),
      isAnnounced: (endpoint, at) => endpoint.providers.some(({ maintenance }) => isWithin(maintenance, at)),
      node: signsOf(options),
      expiries: expiries.known(),
    });
    open = done.open ?? open;
    for (const { genre, evenement, sujet, endpoints: concerned } of done.told) {
      const level = evenement === 'debut' ? 'warn' : 'info';
      log[level]({ genre, evenement, sujet, endpoints: concerned }, 'alerte');
    }
  }

  const forgetting: Task = {
    name: 'alertes anciennes',
    everyMs: DAY_MS,
    run: () => dropAlertesBefore(db, new Date(clock.now() - KEPT_MS)),
  };
  return [{ name: 'alertes', everyMs: EVERY_MS, run }, expiries.reading, forgetting];
}

/** Segments are dated by the machine's clock, which a sandbox does not move. */
function signsOf({ config, shipper, journalFailedAt }: AlertingOptions): NodeSigns {
  const { oldestAt } = shipper;
  return {
    name: `${hostname()}:${config.varDir}`,
    segments: shipper.backlog,
    oldestSegmentMs: oldestAt === null ? 0 : Math.max(0, Date.now() - oldestAt.getTime()),
    journalFailedAt: journalFailedAt(),
  };
}
