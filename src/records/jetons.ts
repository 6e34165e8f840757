import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { jsonBatches } from './json-rows.ts';
import type { Schema } from './schema.ts';
import type { JetonsTable } from './tables/calls.ts';
import { isUuid, storable } from './text.ts';

const MAX_TEXT = 16_384;
// A row is stamped when its transaction starts and seen when it ends: this covers the time between.
const OVERLAP_MS = 10_000;

export type JetonRow = Selectable<JetonsTable>;
export type NewJeton = Omit<Insertable<JetonsTable>, 'modifie_le'>;

/** Keeps new jetons, all or none; a `jti` already known is an error. */
export async function insertJetons(db: Kysely<Schema>, rows: readonly NewJeton[]): Promise<void> {
  if (db.isTransaction) return insertAll(db, rows);
  await db.transaction().execute((transaction) => insertAll(transaction, rows));
}

async function insertAll(db: Kysely<Schema>, rows: readonly NewJeton[]): Promise<void> {
  for (const batch of jsonBatches(rows.map(storableJeton))) {
    await sql`
      insert into jetons (jti, uid, sujet, roles, cree_le, expire_le, revoque_le, banni_le, usage, habilitation)
      select * from json_to_recordset(${batch}::json) as jeton (
        jti uuid, uid text, sujet text, roles text[], cree_le timestamptz, expire_le timestamptz,
        revoque_le timestamptz, banni_le timestamptz, usage text,
        habilitation uuid)`.execute(db);
  }
}

function storableJeton(jeton: NewJeton): NewJeton {
  return {
    ...jeton,
    uid: storable(jeton.uid, MAX_TEXT),
    sujet: storable(jeton.sujet, MAX_TEXT),
    roles: jeton.roles.map((role) => storable(role, MAX_TEXT)),
    usage: storable(jeton.usage, MAX_TEXT),
  };
}

/** Revokes once: false for a jeton unknown or already revoked. */
export async function revokeJeton(db: Kysely<Schema>, jti: string, at: Date): Promise<boolean> {
  if (!isUuid(jti)) return false;
  const { numUpdatedRows } = await db
    .updateTable('jetons')
    .set({ revoque_le: at, modifie_le: sql`now()` })
    .where('jti', '=', jti)
    .where('revoque_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findJeton(db: Kysely<Schema>, jti: string): Promise<JetonRow | undefined> {
  if (!isUuid(jti)) return undefined;
  return db.selectFrom('jetons').selectAll().where('jti', '=', jti).executeTakeFirst();
}

/** Every jeton, oldest first. */
export async function listJetons(db: Kysely<Schema>): Promise<JetonRow[]> {
  return db.selectFrom('jetons').selectAll().orderBy('cree_le').orderBy('jti').execute();
}

/** For a register in memory: what changed since the `asOf` of the last load, or everything when `since` is null. */
export async function loadJetonsChangedSince(
  db: Kysely<Schema>,
  since: Date | null,
): Promise<{ rows: JetonRow[]; asOf: Date }> {
  const clock = await sql<{ now: Date }>`select now() as now`.execute(db);
  const asOf = clock.rows[0]?.now;
  if (asOf === undefined) throw new Error('The database did not give its time.');
  const from = since === null ? null : new Date(since.getTime() - OVERLAP_MS);
  const rows = await db
    .selectFrom('jetons')
    .selectAll()
    .$if(from !== null, (query) => query.where('modifie_le', '>=', from))
    .execute();
  return { rows, asOf };
}
