import { type Selectable, sql } from 'kysely';
import type { DemandesAbonnementTable } from './tables/outgoing.ts';
import { type Db, holdNames, type Work } from './work.ts';

/** A subscription asked for, to be confirmed by whoever reads the mails of its address. */
export type DemandeAbonnement = Selectable<DemandesAbonnementTable>;

/** What a key opens: of which subscriptions, under which print. */
type Named = Pick<DemandeAbonnement, 'pour' | 'empreinte'>;

/** How often one has asked lately. */
interface Asked {
  readonly byEmail: number;
  readonly byAdresse: number;
}

export async function insertDemande(db: Db, demande: DemandeAbonnement): Promise<void> {
  await db.insertInto('demandes_abonnement').values(demande).execute();
}

/** Nobody else counts the same until the transaction ends: many at once are not each the first. */
export async function countDemandes(
  work: Work,
  { email, adresse }: Pick<DemandeAbonnement, 'email' | 'adresse'>,
  since: Date,
): Promise<Asked> {
  await holdNames(work, [`abonnements.adresse ${adresse}`, `abonnements.email ${email}`]);
  const { rows } = await sql<Asked>`
    select count(*) filter (where email = ${email})::int as "byEmail",
      count(*) filter (where adresse = ${adresse})::int as "byAdresse"
    from demandes_abonnement where (email = ${email} or adresse = ${adresse}) and cree_le > ${since}`.execute(work);
  return rows[0] ?? { byEmail: 0, byAdresse: 0 };
}

/** What the key of this print would confirm; undefined when it would nothing, any more or ever. */
export function findDemande(db: Db, { pour, empreinte }: Named, now: Date): Promise<DemandeAbonnement | undefined> {
  return db
    .selectFrom('demandes_abonnement')
    .selectAll()
    .where('empreinte', '=', empreinte)
    .where('pour', '=', pour)
    .where('expire_le', '>', now)
    .executeTakeFirst();
}

/** Takes it away: of two who confirm at once, one finds it. It still counts in how often one asks. */
export async function takeDemande(
  work: Work,
  { pour, empreinte }: Named,
  now: Date,
): Promise<DemandeAbonnement | undefined> {
  return work
    .updateTable('demandes_abonnement')
    .set({ expire_le: now })
    .where('empreinte', '=', empreinte)
    .where('pour', '=', pour)
    .where('expire_le', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Forgets those that nothing counts any more. */
export async function dropOldDemandes(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('demandes_abonnement').where('cree_le', '<', before).execute();
}
