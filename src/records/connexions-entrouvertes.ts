import type { Selectable } from 'kysely';
import type { ConnexionsEntrouvertesTable } from './tables/accounts.ts';
import type { Db } from './work.ts';

/** A login whose password was right, and whose second factor is awaited. */
export type Entrouverte = Selectable<ConnexionsEntrouvertesTable>;

export async function insertEntrouverte(db: Db, entrouverte: Entrouverte): Promise<void> {
  await db.insertInto('connexions_entrouvertes').values(entrouverte).execute();
}

/** Whose it is; undefined when it is over, or its account closed since. */
export function findEntrouverte(
  db: Db,
  empreinte: string,
  now: Date,
): Promise<(Entrouverte & { readonly email: string }) | undefined> {
  return db
    .selectFrom('connexions_entrouvertes')
    .innerJoin('comptes', 'comptes.id', 'connexions_entrouvertes.compte')
    .select(['empreinte', 'compte', 'expire_le', 'email'])
    .where('empreinte', '=', empreinte)
    .where('expire_le', '>', now)
    .where('desactive_le', 'is', null)
    .executeTakeFirst();
}

/** False when someone went through it at the same time. */
export async function deleteEntrouverte(db: Db, empreinte: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('connexions_entrouvertes')
    .where('empreinte', '=', empreinte)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function dropDeadEntrouvertes(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('connexions_entrouvertes').where('expire_le', '<=', now).execute();
}
