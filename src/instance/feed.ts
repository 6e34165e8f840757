import type { Database } from '../platform/database/open-database.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Schema } from '../records/schema.ts';

export const POLL_MS = 1000;

export interface Feed {
  /** Takes the latest changes now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

interface FeedOptions {
  readonly kind: Database<Schema>['kind'];
  readonly load: () => Promise<void>;
  readonly log: Log;
  /** What is fed, for the log: what goes on being applied while the database is away. */
  readonly name: string;
}

/**
 * Keeps something in memory up to date with the database. A server is read each second, since other nodes write to it. An
 * embedded one changes by this instance alone, which says so.
 */
export async function startFeed({ kind, load, log, name }: FeedOptions): Promise<Feed> {
  let underWay: Promise<void> | null = null;
  let failing = false;

  /** A change made just before the call must be seen: one load after the one under way. */
  async function refresh(): Promise<void> {
    await underWay?.catch(() => undefined);
    underWay ??= load().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function poll(): Promise<void> {
    try {
      await refresh();
      if (failing) log.info(`${name} : de nouveau à jour`);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, `${name} : base injoignable, dernier état connu appliqué`);
      failing = true;
    }
  }

  await refresh();
  const timer = kind === 'postgresql' ? setInterval(() => void poll(), POLL_MS) : undefined;
  return {
    refresh,
    stop: async () => {
      clearInterval(timer);
      await underWay?.catch(() => undefined);
    },
  };
}
