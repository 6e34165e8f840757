import { Kysely } from 'kysely';
import { openEmbedded } from './embedded.ts';
import { Leadership } from './leadership.ts';
import { migrate } from './migrate.ts';
import { pgliteDialect } from './pglite-dialect.ts';
import { checkServer, postgresqlDialect } from './postgresql.ts';

const POOL_SIZE = 10;
const STATEMENT_TIMEOUT_MS = 30_000;

export type DatabaseOptions = {
  /** `postgres://…`; without it the database is embedded. */
  url?: string | undefined;
  /** Data directory of the embedded database. */
  directory: string;
  migrationsDirectory: string;
  /** An empty embedded database to start from, when there is one: making it takes seconds. */
  template?: string;
  /** Told of what breaks outside any query: a lost connection, the embedded thread ending. */
  onError: (error: Error) => void;
};

export type Database<Schema> = {
  db: Kysely<Schema>;
  kind: 'embarquee' | 'postgresql';
  /** Is this node the one that does this work, among all those of the database? An embedded one has no other. */
  leads(work: number): Promise<boolean>;
  close(): Promise<void>;
};

/** Opens the database as it is, for work that may last: no table is made, no statement is cut. */
export async function openAsItIs<Schema>(options: DatabaseOptions): Promise<Pick<Database<Schema>, 'db' | 'close'>> {
  const { url, directory, onError, template } = options;
  if (url !== undefined) {
    await checkServer(url);
    const db = new Kysely<Schema>({ dialect: postgresqlDialect({ url, size: 1, statementTimeoutMs: 0, onError }) });
    return { db, close: () => db.destroy() };
  }
  const { worker, unlock } = await openEmbedded(directory, onError, template);
  const db = new Kysely<Schema>({ dialect: pgliteDialect(worker) });
  return { db, close: () => db.destroy().finally(unlock) };
}

/** Opens the database, server or embedded, and brings its tables up to date. */
export function openDatabase<Schema>(options: DatabaseOptions): Promise<Database<Schema>> {
  const { url } = options;
  return url === undefined ? openHere<Schema>(options) : openServer<Schema>(url, options);
}

async function openHere<Schema>(options: DatabaseOptions): Promise<Database<Schema>> {
  const { db, close } = await openAsItIs<Schema>({ ...options, url: undefined });
  try {
    await migrate(db, options.migrationsDirectory);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, kind: 'embarquee', leads: () => Promise.resolve(true), close };
}

async function openServer<Schema>(url: string, options: DatabaseOptions): Promise<Database<Schema>> {
  const { onError } = options;
  await migrateServer(options);
  const dialect = postgresqlDialect({ url, size: POOL_SIZE, statementTimeoutMs: STATEMENT_TIMEOUT_MS, onError });
  const db = new Kysely<Schema>({ dialect });
  const leadership = new Leadership({ url, onError });
  return {
    db,
    kind: 'postgresql',
    leads: (work) => leadership.leads(work),
    close: async () => {
      await leadership.close();
      await db.destroy();
    },
  };
}

// Apart from the service's pool: waiting for another node's migration may outlast the statement timeout.
async function migrateServer(options: DatabaseOptions): Promise<void> {
  const { db, close } = await openAsItIs(options);
  try {
    await migrate(db, options.migrationsDirectory);
  } finally {
    await close();
  }
}
