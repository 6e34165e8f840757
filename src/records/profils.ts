import type { Selectable } from 'kysely';
import type { ComptesTable } from './tables/accounts.ts';
import type { Db } from './work.ts';

/** What an account says of the person who signs a request. */
export type Profil = Pick<Selectable<ComptesTable>, 'email' | 'prenom' | 'nom' | 'telephone' | 'fonction'>;

export async function findProfil(db: Db, compte: string): Promise<Profil | undefined> {
  return db
    .selectFrom('comptes')
    .select(['email', 'prenom', 'nom', 'telephone', 'fonction'])
    .where('id', '=', compte)
    .executeTakeFirst();
}
