import type { Clock } from '../core/clock.ts';
import { type Ban, Bans, type RefusedWithOthers } from '../gateway/volume/bans.ts';
import type { Limits } from '../gateway/volume/limits.ts';
import type { Database } from '../platform/database/open-database.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Metrics } from '../platform/observability/metrics.ts';
import { insertBannissement, listBannissementsActifs } from '../records/bannissements.ts';
import type { Schema } from '../records/schema.ts';
import { type Feed, startFeed } from './feed.ts';

interface BansOptions {
  readonly database: Database<Schema>;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Where all nodes count refused calls together; null when this one is alone. */
  readonly refusedWithOthers: RefusedWithOthers | null;
}

export interface KeptBans {
  readonly bans: Bans;
  /** What other nodes decide, within two seconds. */
  readonly bansFeed: Feed;
  /** Keeps the bans that the database could not take when they were decided. */
  keepPendingBans(): Promise<void>;
}

/** The bans in force, found again after a restart and told by the other nodes; each new one is kept, counted and told. */
export async function openBans(options: BansOptions): Promise<KeptBans> {
  const { database, limits, clock, metrics, log, refusedWithOthers } = options;
  const { db, kind } = database;
  const pending = new Set<Ban>();

  async function keep(ban: Ban): Promise<void> {
    const { address: adresse, reason: motif } = ban;
    await insertBannissement(db, { adresse, motif, debut: new Date(ban.from), fin: new Date(ban.until) });
    pending.delete(ban);
  }

  function onBan(ban: Ban): void {
    metrics.banned(ban.reason);
    log.warn({ adresse: ban.address, motif: ban.reason, fin: new Date(ban.until) }, 'adresse bannie');
    pending.add(ban);
    keep(ban).catch((error: unknown) => log.warn({ err: error, adresse: ban.address }, 'bannissement à conserver'));
  }

  const bans = new Bans(limits.bannissement, onBan, refusedWithOthers);
  const load = async () => {
    const active = await listBannissementsActifs(db, new Date(clock.now()));
    bans.restore(active.map(({ adresse, fin }) => ({ address: adresse, until: fin.getTime() })));
  };
  return {
    bans,
    bansFeed: await startFeed({ kind, load, log, name: 'bannissements' }),
    keepPendingBans: async () => {
      for (const ban of pending) await keep(ban);
    },
  };
}
