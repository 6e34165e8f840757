import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { messageOf } from './sql-error.ts';

const CONNECTION_TIMEOUT_MS = 5_000;
const INT8 = 20;

export type PoolOptions = { url: string; size: number; statementTimeoutMs: number; onError: (error: Error) => void };

/** Kysely over a pool of connections to a PostgreSQL server. */
export function postgresqlDialect(options: PoolOptions): Dialect {
  const pool = new pg.Pool({
    ...connectionOf(options.url),
    max: options.size,
    statement_timeout: options.statementTimeoutMs,
    types: { getTypeParser: parserOf },
  });
  // On each client, not on the pool alone: one lost while lent out would end the process.
  pool.on('connect', (client) => client.on('error', options.onError));
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

/** How every connection of ours to a server is made. */
export function connectionOf(url: string) {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'api-entreprise',
  };
}

/** Fails in a bounded time, with a sentence for the operator and never the password, when the server is away. */
export async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: checkedUrl(url), connectionTimeoutMillis: CONNECTION_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`La base PostgreSQL ${placeOf(url)} ne répond pas : ${messageOf(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

// No cause here: the errors of URL parsers carry the address whole, password included.
function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new Error("L'adresse de la base doit être de la forme postgres://utilisateur:mot-de-passe@hôte:port/base.");
}

function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, 'text');
}
