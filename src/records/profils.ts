import { sql } from 'kysely';
import type { Db } from './work.ts';

/** What an account says of the person who signs a request. */
export interface Profil {
  readonly email: string;
  readonly prenom: string;
  readonly nom: string;
  readonly telephone: string;
  readonly fonction: string;
}

export async function findProfil(db: Db, compte: string): Promise<Profil | undefined> {
  return db
    .selectFrom('comptes')
    .select(['email', 'prenom', 'nom', sql<string>`telephone`.as('telephone'), sql<string>`fonction`.as('fonction')])
    .where('id', '=', compte)
    .executeTakeFirst();
}
