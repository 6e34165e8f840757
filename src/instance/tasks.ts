import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import { keptSince } from '../core/conservation.ts';
import type { DocumentStore } from '../core/document.ts';
import { traceMonths } from '../core/terms.ts';
import type { RefusedTokens } from '../gateway/trace/refused-tokens.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Task } from '../platform/schedule.ts';
import { addRefus401 } from '../records/refus-401.ts';
import type { Schema } from '../records/schema.ts';
import { dropTracesBefore } from '../records/traces.ts';
import type { Admission } from './admission.ts';

const MINUTE_MS = 60_000;

interface OwnTaskOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly documents: DocumentStore;
  readonly admission: Pick<Admission, 'bans' | 'keepPendingBans' | 'counters' | 'refusedTokens'>;
  readonly log: Log;
}

/** What each node does for itself: its memory, its folder. */
export function ownTasks({ db, clock, documents, admission, log }: OwnTaskOptions): Task[] {
  const { bans, keepPendingBans, counters, refusedTokens } = admission;
  return [
    {
      name: 'fenêtres et bannissements échus',
      everyMs: MINUTE_MS,
      run: async () => {
        counters.sweep(clock.now());
        bans.sweep(clock.now());
      },
    },
    { name: 'bannissements à conserver', everyMs: MINUTE_MS, run: keepPendingBans },
    { name: 'comptes de jetons refusés', everyMs: MINUTE_MS, run: () => keepRefusedTokens(db, refusedTokens) },
    {
      name: 'documents expirés',
      everyMs: 10 * MINUTE_MS,
      run: async () => {
        const swept = await documents.sweep();
        if (swept > 0) log.info({ documents: swept }, 'documents expirés supprimés');
      },
    },
  ];
}

interface SharedTaskOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is done once for all nodes, in the database they share: the role of the worker. */
export function sharedTasks({ db, clock, log }: SharedTaskOptions): Task[] {
  return [
    {
      name: `traces de plus de ${traceMonths} mois`,
      everyMs: 60 * MINUTE_MS,
      run: async () => {
        const dropped = await dropTracesBefore(db, keptSince('trace', new Date(clock.now())));
        if (dropped.length > 0) log.info({ partitions: dropped }, 'mois de traces expirés supprimés');
      },
    },
  ];
}

/** Takes the counts of refused tokens to the database; gives them back when it cannot take them. */
export async function keepRefusedTokens(db: Kysely<Schema>, refusedTokens: RefusedTokens): Promise<void> {
  const counts = refusedTokens.take();
  if (counts.length === 0) return;
  try {
    await addRefus401(db, counts);
  } catch (error) {
    refusedTokens.giveBack(counts);
    throw error;
  }
}
