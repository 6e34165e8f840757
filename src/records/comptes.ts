import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { AccountRole } from '../core/account-roles.ts';
import type { Schema } from './schema.ts';
import type { ComptesTable } from './tables/accounts.ts';
import { isUuid, storable } from './text.ts';
import type { Work } from './work.ts';

const MAX_NAME = 200;

/** An account as the rest of the house knows it: its password is read where it is checked, nowhere else. */
export type Compte = Omit<Selectable<ComptesTable>, 'mot_de_passe' | 'vu_le' | 'prevenu_le' | 'efface_le'>;
export type NewCompte = Insertable<ComptesTable>;

export const columns = [
  'id',
  'email',
  'nom',
  'prenom',
  'telephone',
  'fonction',
  'roles',
  'cree_le',
  'verifie_le',
  'desactive_le',
] as const;

/** What one says of oneself. */
export type Personne = Pick<Compte, 'nom' | 'prenom' | 'telephone' | 'fonction'>;

/** As the database takes it. */
export function storablePerson(person: { readonly [field in keyof Personne]?: string | undefined }): Personne {
  const { nom = '', prenom = '', telephone = '', fonction = '' } = person;
  return {
    nom: storable(nom, MAX_NAME),
    prenom: storable(prenom, MAX_NAME),
    telephone: storable(telephone, MAX_NAME),
    fonction: storable(fonction, MAX_NAME),
  };
}

/** Keeps a new account: false when its e-mail already has one. */
export async function insertCompte(db: Kysely<Schema>, compte: NewCompte): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('comptes')
    .values({ ...compte, ...storablePerson(compte) })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function findCompteByEmail(db: Kysely<Schema>, email: string): Promise<Compte | undefined> {
  return db.selectFrom('comptes').select(columns).where('email', '=', email).executeTakeFirst();
}

/** What a login needs to know of an account. */
export interface Login {
  readonly id: string;
  readonly mot_de_passe: string;
  readonly verifie_le: Date | null;
}

/** What a password is checked against: nothing for an account unknown, deactivated, or without one. */
export async function findMotDePasse(db: Kysely<Schema>, email: string): Promise<Login | undefined> {
  const row = await db
    .selectFrom('comptes')
    .select(['id', 'mot_de_passe', 'verifie_le'])
    .where('email', '=', email)
    .where('desactive_le', 'is', null)
    .executeTakeFirst();
  return row === undefined || row.mot_de_passe === null ? undefined : { ...row, mot_de_passe: row.mot_de_passe };
}

export async function findCompte(db: Kysely<Schema>, id: string): Promise<Compte | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('comptes')
    .select(columns)
    .where('id', '=', id)
    .where('efface_le', 'is', null)
    .executeTakeFirst();
}

/** Every account, oldest first; those that were erased are nobody's. */
export async function listComptes(db: Kysely<Schema>): Promise<Compte[]> {
  return db
    .selectFrom('comptes')
    .select(columns)
    .where('efface_le', 'is', null)
    .orderBy('cree_le')
    .orderBy('email')
    .execute();
}

/** The accounts in force that have this role, by name. */
export async function comptesDeRole(db: Kysely<Schema>, role: AccountRole): Promise<Compte[]> {
  return db
    .selectFrom('comptes')
    .select(columns)
    .where(sql<boolean>`${role} = any(roles)`)
    .where('desactive_le', 'is', null)
    .orderBy('nom')
    .orderBy('prenom')
    .orderBy('email')
    .execute();
}

/** Changes a password and closes all that the old one had opened: sessions, half-open logins, links to choose another. */
export async function changeMotDePasse(work: Work, id: string, motDePasse: string): Promise<void> {
  await work.updateTable('comptes').set({ mot_de_passe: motDePasse }).where('id', '=', id).execute();
  await closeCompte(work, id);
}

/** Deactivates an account and closes what it had opened: false when it already was. */
export async function deactivateCompte(work: Work, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('comptes')
    .set({ desactive_le: at })
    .where('id', '=', id)
    .where('desactive_le', 'is', null)
    .executeTakeFirst();
  await closeCompte(work, id);
  return numUpdatedRows > 0n;
}

async function closeCompte(work: Work, id: string): Promise<void> {
  await work.deleteFrom('sessions').where('compte', '=', id).execute();
  await work.deleteFrom('connexions_entrouvertes').where('compte', '=', id).execute();
  await work.deleteFrom('liens_compte').where('compte', '=', id).where('objet', '<>', 'verification').execute();
}

/** Opens a deactivated account again: false when it was not deactivated. */
export async function reactivateCompte(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('comptes')
    .set({ desactive_le: null })
    .where('id', '=', id)
    .where('desactive_le', 'is not', null)
    .where('efface_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
