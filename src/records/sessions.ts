import type { Kysely, Selectable } from 'kysely';
import type { Facteur } from '../core/login-factors.ts';
import type { Compte } from './comptes.ts';
import type { Schema } from './schema.ts';
import type { SessionsTable } from './tables/accounts.ts';
import { storable } from './text.ts';

const MAX_ADRESSE = 128;
const MAX_AGENT = 512;

export type Session = Selectable<SessionsTable>;

/** What is in force at `now`: neither over nor idle since before `idleSince`. */
interface InForce {
  readonly now: Date;
  readonly idleSince: Date;
}

export interface OpenSession {
  readonly session: Session;
  readonly compte: Compte;
}

/** Keeps a new session, and that its account is in use; the one that the browser had before, if any, ends with it. */
export async function insertSession(db: Kysely<Schema>, session: Session, replaced: string | null): Promise<void> {
  const { adresse, agent } = session;
  const row = { ...session, adresse: storable(adresse, MAX_ADRESSE), agent: storable(agent, MAX_AGENT) };
  await db.transaction().execute(async (transaction) => {
    if (replaced !== null) await deleteSession(transaction, replaced);
    await transaction.insertInto('sessions').values(row).execute();
    await transaction
      .updateTable('comptes')
      .set({ vu_le: session.cree_le, prevenu_le: null })
      .where('id', '=', session.compte)
      .execute();
  });
}

/** The session that has this fingerprint, and whose it is; nothing when it is over or its account deactivated. */
export async function findOpenSession(
  db: Kysely<Schema>,
  empreinte: string,
  { now, idleSince }: InForce,
): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('comptes', 'comptes.id', 'sessions.compte')
    .select(['empreinte', 'sessions.compte', 'sessions.cree_le', 'vue_le', 'expire_le', 'adresse', 'agent'])
    .select(['facteurs', 'jeton_identite'])
    .select(['email', 'nom', 'prenom', 'telephone', 'fonction', 'roles'])
    .select(['verifie_le', 'desactive_le', 'comptes.cree_le as compte_cree_le'])
    .where('empreinte', '=', empreinte)
    .where('expire_le', '>', now)
    .where('vue_le', '>', idleSince)
    .where('desactive_le', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { email, nom, prenom, telephone, fonction, roles, verifie_le, desactive_le, compte_cree_le, ...session } = row;
  const person = { id: row.compte, email, nom, prenom, telephone, fonction, roles };
  return { session, compte: { ...person, verifie_le, desactive_le, cree_le: compte_cree_le } };
}

/** The sessions of an account that are in force, last seen first. */
export async function listSessions(
  db: Kysely<Schema>,
  compte: string,
  { now, idleSince }: InForce,
): Promise<Session[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('compte', '=', compte)
    .where('expire_le', '>', now)
    .where('vue_le', '>', idleSince)
    .orderBy('vue_le', 'desc')
    .orderBy('empreinte')
    .execute();
}

export async function touchSession(db: Kysely<Schema>, empreinte: string, at: Date): Promise<void> {
  await db.updateTable('sessions').set({ vue_le: at }).where('empreinte', '=', empreinte).execute();
}

/** This session is worth one more factor, given since it was opened. */
export async function addFacteur(db: Kysely<Schema>, empreinte: string, facteur: Facteur): Promise<void> {
  await db
    .updateTable('sessions')
    .set(({ fn, val }) => ({
      facteurs: fn('array_append', [fn('array_remove', ['facteurs', val(facteur)]), val(facteur)]),
    }))
    .where('empreinte', '=', empreinte)
    .execute();
}

export async function deleteSession(db: Kysely<Schema>, empreinte: string): Promise<void> {
  await db.deleteFrom('sessions').where('empreinte', '=', empreinte).execute();
}

/** Closes one session of this account: false when it has none such. */
export async function deleteSessionOf(db: Kysely<Schema>, compte: string, empreinte: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('compte', '=', compte)
    .where('empreinte', '=', empreinte)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Closes every session of this account but one; says how many. */
export async function deleteOtherSessions(db: Kysely<Schema>, compte: string, kept: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('compte', '=', compte)
    .where('empreinte', '<>', kept)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Closes every session of this account; says how many. */
export async function deleteSessionsOf(db: Kysely<Schema>, compte: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('compte', '=', compte).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Throws away the sessions that are over. */
export async function dropDeadSessions(db: Kysely<Schema>, { now, idleSince }: InForce): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((row) => row.or([row('expire_le', '<=', now), row('vue_le', '<=', idleSince)]))
    .execute();
}
