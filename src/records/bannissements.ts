import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { BannissementsTable } from './tables/calls.ts';
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

/** The bans of some addresses that are not over, or began since an instant; the latest first. */
export async function bannissementsDe(
  db: Kysely<Schema>,
  adresses: readonly string[],
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<Bannissement[]> {
  if (adresses.length === 0) return [];
  return db
    .selectFrom('bannissements')
    .selectAll()
    .where('adresse', 'in', [...adresses])
    .where(({ or, eb }) => or([eb('debut', '>=', since), eb('fin', '>', now)]))
    .orderBy('debut', 'desc')
    .orderBy('adresse')
    .execute();
}

/** Whether this address is banned at `now`. */
export async function isAdresseBannie(db: Kysely<Schema>, adresse: string, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('bannissements')
    .select('adresse')
    .where('adresse', '=', storable(adresse, MAX_ADRESSE))
    .where('debut', '<=', now)
    .where('fin', '>', now)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Addresses banned from an instant on, until another. */
export async function countBannissements(db: Kysely<Schema>, from: Date, to: Date): Promise<number> {
  const { nombre } = await db
    .selectFrom('bannissements')
    .select((row) => row.fn.countAll<string>().as('nombre'))
    .where('debut', '>=', from)
    .where('debut', '<=', to)
    .executeTakeFirstOrThrow();
  return Number(nombre);
}
