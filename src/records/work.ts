import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** The database, for those who only hand it over to records. */
export type Db = Kysely<Schema>;
/** Writes that are kept together, or not at all. */
export type Work = Transaction<Schema>;

/** Keeps all that is written within, or nothing when it fails. */
export function together<T>(db: Db, write: (work: Work) => Promise<T>): Promise<T> {
  return db.transaction().execute(write);
}

/** Nobody else counts, or writes, under these names until the transaction ends. In one order: two who want the same do not block. */
export async function holdNames(work: Work, names: readonly string[]): Promise<void> {
  for (const name of [...names].sort()) await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(work);
}
