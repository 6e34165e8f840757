import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** The database, for those who only hand it over to records. */
export type Db = Kysely<Schema>;
/** Writes that are kept together, or not at all. */
export type Work = Transaction<Schema>;

/** Keeps all that is written within, or nothing when it fails. */
export function together<T>(db: Db, write: (work: Work) => Promise<T>): Promise<T> {
  return db.transaction().execute(write);
}
