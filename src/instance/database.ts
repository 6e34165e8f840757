import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RegisterEntry } from '../core/jeton.ts';
import type { Register } from '../gateway/jetons/register.ts';
import type { Config } from '../platform/config-shape.ts';
import { type Database, openDatabase } from '../platform/database/open-database.ts';
import type { Log } from '../platform/observability/log.ts';
import { type JetonRow, loadJetonsChangedSince } from '../records/jetons.ts';
import type { Schema } from '../records/schema.ts';
import { type Feed, POLL_MS, startFeed } from './feed.ts';
import type { Places } from './places.ts';

export function openDatabaseOf(config: Config, places: Places, log: Log): Promise<Database<Schema>> {
  return openDatabase<Schema>({
    ...(config.databaseUrl === null ? {} : { url: config.databaseUrl }),
    directory: join(config.varDir, 'base'),
    migrationsDirectory: places.migrations,
    template: places.emptyDatabase,
    onError: (error) => log.error({ err: error }, 'base de données'),
  });
}

/** A change slower to commit than the overlap of two polls is caught here. */
const FULL_RELOAD_MS = 10 * 60_000;

/** Every node has taken a change of the register: the others of a server may not have read it yet. */
export async function knownEverywhere({ kind }: Database<Schema>, feed: Feed): Promise<void> {
  await feed.refresh();
  if (kind === 'postgresql') await delay(2 * POLL_MS);
}

/** Keeps the register in memory up to date with the database: a revocation holds everywhere within two seconds. */
export async function startRegisterFeed({ db, kind }: Database<Schema>, register: Register, log: Log): Promise<Feed> {
  let since: Date | null = null;
  let fullReloadAt = performance.now() + FULL_RELOAD_MS;

  async function load(): Promise<void> {
    if (performance.now() > fullReloadAt) {
      since = null;
      fullReloadAt = performance.now() + FULL_RELOAD_MS;
    }
    const { rows, asOf } = await loadJetonsChangedSince(db, since);
    register.apply(rows.map(registerEntry));
    since = asOf;
  }

  return startFeed({ kind, load, log, name: 'registre des jetons' });
}

/** What the gate needs of a row of the register. */
function registerEntry(row: JetonRow): RegisterEntry {
  return {
    jti: row.jti,
    expiresAt: row.expire_le.getTime(),
    refusedFrom: row.revoque_le === null ? (row.banni_le?.getTime() ?? Number.POSITIVE_INFINITY) : 0,
    openDataOnly: row.usage === 'preremplissage_ouvert',
    isProbe: row.usage === 'sonde',
  };
}
