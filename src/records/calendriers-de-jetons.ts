import type { Db } from './work.ts';

/** Whether someone has an address for his calendar, and since when. */
export async function calendrierDe(db: Db, compte: string): Promise<{ readonly cree_le: Date } | undefined> {
  return db.selectFrom('calendriers_de_jetons').select('cree_le').where('compte', '=', compte).executeTakeFirst();
}

/** Gives someone an address; the one that he had opens nothing any more. */
export async function keepCalendrier(
  db: Db,
  calendrier: { readonly compte: string; readonly empreinte: string; readonly cree_le: Date },
): Promise<void> {
  const { empreinte, cree_le } = calendrier;
  await db
    .insertInto('calendriers_de_jetons')
    .values(calendrier)
    .onConflict((same) => same.column('compte').doUpdateSet({ empreinte, cree_le }))
    .execute();
}

export async function dropCalendrier(db: Db, compte: string): Promise<void> {
  await db.deleteFrom('calendriers_de_jetons').where('compte', '=', compte).execute();
}

/** Whose calendar this address opens; nobody's once his account is closed. */
export async function compteDuCalendrier(db: Db, empreinte: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('calendriers_de_jetons')
    .innerJoin('comptes', 'comptes.id', 'calendriers_de_jetons.compte')
    .select('compte')
    .where('empreinte', '=', empreinte)
    .where('comptes.desactive_le', 'is', null)
    .executeTakeFirst();
  return found?.compte;
}
