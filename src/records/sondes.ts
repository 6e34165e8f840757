import { type Kysely, type Selectable, sql } from 'kysely';
import type { Schema, SondesTable } from './schema.ts';

export type Sonde = Selectable<SondesTable>;

export async function insertSonde(db: Kysely<Schema>, sonde: Sonde): Promise<void> {
  await db
    .insertInto('sondes')
    .values(sonde)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The last probe of each endpoint. */
export async function lastSondes(db: Kysely<Schema>): Promise<Sonde[]> {
  const { rows } = await sql<Sonde>`
    select distinct on (endpoint) endpoint, faite_le, code, duree_ms, request_id
    from sondes order by endpoint, faite_le desc`.execute(db);
  return rows;
}

/** Probes made from an instant on, oldest first. */
export async function sondesSince(db: Kysely<Schema>, from: Date): Promise<Sonde[]> {
  return db.selectFrom('sondes').selectAll().where('faite_le', '>=', from).orderBy('faite_le').execute();
}

export async function dropSondesBefore(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('sondes').where('faite_le', '<', before).execute();
}
