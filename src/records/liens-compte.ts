import type { Selectable } from 'kysely';
import type { LiensCompteTable, ObjetLien } from './tables/accounts.ts';
import type { Db, Work } from './work.ts';

export type LienCompte = Selectable<LiensCompteTable>;

/** Keeps a link, in place of those of this account that were for the same thing: the last mail alone works. */
export async function replaceLien(work: Work, lien: LienCompte): Promise<void> {
  await dropLiens(work, lien);
  await work.insertInto('liens_compte').values(lien).execute();
}

/** What the key of this print opens; undefined when it opens nothing, any more or ever. */
export function findLien(
  db: Db,
  { empreinte, objet }: Pick<LienCompte, 'empreinte' | 'objet'>,
  now: Date,
): Promise<LienCompte | undefined> {
  return db
    .selectFrom('liens_compte')
    .selectAll()
    .where('empreinte', '=', empreinte)
    .where('objet', '=', objet)
    .where('expire_le', '>', now)
    .executeTakeFirst();
}

/** Takes it away: of two who use it at once, one finds it. */
export function takeLien(
  work: Work,
  { empreinte, objet }: Pick<LienCompte, 'empreinte' | 'objet'>,
  now: Date,
): Promise<LienCompte | undefined> {
  return work
    .deleteFrom('liens_compte')
    .where('empreinte', '=', empreinte)
    .where('objet', '=', objet)
    .where('expire_le', '>', now)
    .returningAll()
    .executeTakeFirst();
}

export async function dropLiens(
  work: Work,
  { compte, objet }: { readonly compte: string; readonly objet: ObjetLien },
): Promise<void> {
  await work.deleteFrom('liens_compte').where('compte', '=', compte).where('objet', '=', objet).execute();
}

export async function dropDeadLiens(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('liens_compte').where('expire_le', '<=', now).execute();
}
