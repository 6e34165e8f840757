import type { Insertable, Kysely, Selectable } from 'kysely';
import type { BannissementsTable, Schema } from './schema.ts';
import { storable } from './text.ts';

// In the primary key; the longest IPv6 address with a zone is far below.
const MAX_ADRESSE = 128;

export type Bannissement = Selectable<BannissementsTable>;

/** Keeps a ban; the same one given twice is kept once. */
export async function insertBannissement(db: Kysely<Schema>, ban: Insertable<BannissementsTable>): Promise<void> {
  await db
    .insertInto('bannissements')
    .values({ ...ban, adresse: storable(ban.adresse, MAX_ADRESSE) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The bans in force at `now`. */
export async function listBannissementsActifs(db: Kysely<Schema>, now: Date): Promise<Bannissement[]> {
  return db
    .selectFrom('bannissements')
    .selectAll()
    .where('debut', '<=', now)
    .where('fin', '>', now)
    .orderBy('adresse')
    .orderBy('debut')
    .execute();
}
