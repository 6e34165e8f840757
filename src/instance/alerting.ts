import { hostname } from 'node:os';
import type { Config } from '../platform/config-shape.ts';
import type { Task } from '../platform/schedule.ts';
import { dropAlertesBefore } from '../records/alertes.ts';
import type { NodeSigns } from '../watch/alerts/alert-kind.ts';
import { alertKinds } from '../watch/alerts/kinds.ts';
import { alertNotifier } from './alert-notifier.ts';
import { alertRound } from './alert-round.ts';
import type { Counting } from './counting.ts';
import { createExpiries } from './expiries.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

const EVERY_MS = 10_000;
/** Rounds further apart than this: nobody was there meanwhile, neither to judge nor to probe. */
const ASLEEP_MS = 3 * 60_000;
const DAY_MS = 86_400_000;
/** Longer than a year, so that the history of a provider shows its seasons. */
const KEPT_MS = 400 * DAY_MS;

export interface Alerting {
  /** What this node can judge, told where there is a worker. */
  readonly rounds: readonly Task[];
  /** Keeps their history small. */
  readonly upkeep: Task;
}

/** Has operators told of what is wrong: a gateway judges what it alone can see, a worker the rest, and tells all of it. */
export function createAlerting(
  { config, endpoints, clock, log, metrics }: Ground,
  kept: Kept,
  { countsAloneSince }: Counting,
): Alerting {
  const { db } = kept;
  const { roles } = config;
  const tells = roles.has('worker');
  const expiries = createExpiries({ config, endpoints, clock, log });
  const round = {
    db,
    judged: alertKinds.filter(({ seenBy }) => roles.has(seenBy)),
    told: tells ? alertKinds : [],
    endpoints,
    publicUrl: config.publicUrl,
    digestMode: tells ? config.alerts.digest : null,
    tell: alertNotifier(config),
  };
  let awakeSince = clock.now();
  let lastRoundAt = clock.now();
  let open = 0;
  metrics.watch('apie_alertes_ouvertes', 'Alertes en cours', () => open);
  metrics.watchEach(
    { name: 'apie_echeance_secondes', help: "Fin d'un certificat ou d'un accès, en secondes Unix", label: 'objet' },
    () => expiries.known().flatMap(({ objet, endsAt }) => (endsAt === null ? [] : [[objet, endsAt.getTime() / 1000]])),
  );

  async function run(): Promise<void> {
    const now = clock.now();
    if (now - lastRoundAt > ASLEEP_MS) awakeSince = now;
    lastRoundAt = now;
    const done = await alertRound(round, {
      now: new Date(now),
      awakeSince: new Date(awakeSince),
      node: roles.has('gateway') ? { ...signsOf(config, kept), countsAloneSince: countsAloneSince() } : null,
      expiries: expiries.known(),
    });
    open = done.open ?? open;
    for (const { genre, evenement, sujet, endpoints: concerned } of done.told) {
      const level = evenement === 'debut' ? 'warn' : 'info';
      log[level]({ genre, evenement, sujet, endpoints: concerned }, 'alerte');
    }
  }

  return {
    rounds: [
      ...(round.judged.length > 0 ? [{ name: 'alertes', everyMs: EVERY_MS, run }] : []),
      ...(roles.has('gateway') ? [expiries.reading] : []),
    ],
    upkeep: {
      name: 'alertes anciennes',
      everyMs: DAY_MS,
      run: () => dropAlertesBefore(db, new Date(clock.now() - KEPT_MS)),
    },
  };
}

/** Segments are dated by the machine's clock, which a sandbox does not move. */
function signsOf({ varDir }: Config, { shipper, journalFailedAt }: Kept): Omit<NodeSigns, 'countsAloneSince'> {
  const { oldestAt } = shipper;
  return {
    name: `${hostname()}:${varDir}`,
    segments: shipper.backlog,
    oldestSegmentMs: oldestAt === null ? 0 : Math.max(0, Date.now() - oldestAt.getTime()),
    journalFailedAt: journalFailedAt(),
  };
}
