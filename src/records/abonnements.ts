import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { AbonnementsTable, DemandesAbonnementTable } from './tables/outgoing.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

export type DemandeAbonnement = Selectable<DemandesAbonnementTable>;
export type Abonnement = Selectable<AbonnementsTable>;

/** How often one has asked lately. */
interface Asked {
  readonly byEmail: number;
  readonly byAdresse: number;
}

export async function insertDemande(db: Db, demande: DemandeAbonnement): Promise<void> {
  await db.insertInto('demandes_abonnement').values(demande).execute();
}

export async function countDemandes(
  db: Db,
  { email, adresse }: Pick<DemandeAbonnement, 'email' | 'adresse'>,
  since: Date,
): Promise<Asked> {
  const { rows } = await sql<Asked>`
    select count(*) filter (where email = ${email})::int as "byEmail",
      count(*) filter (where adresse = ${adresse})::int as "byAdresse"
    from demandes_abonnement where (email = ${email} or adresse = ${adresse}) and cree_le > ${since}`.execute(db);
  return rows[0] ?? { byEmail: 0, byAdresse: 0 };
}

/** What the key of this print would confirm; undefined when it would nothing, any more or ever. */
export function findDemande(db: Db, empreinte: string, now: Date): Promise<DemandeAbonnement | undefined> {
  return db
    .selectFrom('demandes_abonnement')
    .selectAll()
    .where('empreinte', '=', empreinte)
    .where('expire_le', '>', now)
    .executeTakeFirst();
}

/** Takes it away: of two who confirm at once, one finds it. It still counts in how often one asks. */
export async function takeDemande(work: Work, empreinte: string, now: Date): Promise<DemandeAbonnement | undefined> {
  return work
    .updateTable('demandes_abonnement')
    .set({ expire_le: now })
    .where('empreinte', '=', empreinte)
    .where('expire_le', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** Puts in force what was confirmed; in place of what this destination had chosen before. */
export async function keepAbonnement(
  work: Work,
  { email, sorte, url, endpoints }: DemandeAbonnement,
  { secret, now }: { readonly secret: string | null; readonly now: Date },
): Promise<Abonnement> {
  const fresh = { endpoints, secret, confirme_le: now, desinscrit_le: null, echecs: 0 };
  return work
    .insertInto('abonnements')
    .values({ id: randomUUID(), email, sorte, url, cree_le: now, ...fresh })
    .onConflict((conflict) => conflict.columns(['email', 'sorte', 'url']).doUpdateSet(fresh))
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findAbonnement(db: Db, id: string): Promise<Abonnement | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('abonnements').selectAll().where('id', '=', id).executeTakeFirst();
}

/** False when it is no longer in force. */
export async function changeEndpoints(db: Db, id: string, endpoints: readonly string[]): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('abonnements')
    .set({ endpoints: [...endpoints] })
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** False when it was already over. */
export async function endAbonnement(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('abonnements')
    .set({ desinscrit_le: now })
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Who wants to hear of these services. */
export async function abonnementsTo(db: Db, endpoints: readonly string[]): Promise<Abonnement[]> {
  const { rows } = await sql<Abonnement>`
    select * from abonnements
    where desinscrit_le is null and (endpoints = '{}' or endpoints && ${[...endpoints]}::text[])
    order by confirme_le, id`.execute(db);
  return rows;
}

/** Counts a sending lost, or starts again from none; gives what it is then, when it is in force. */
export async function countEchec(db: Db, id: string, lost: boolean): Promise<Abonnement | undefined> {
  return db
    .updateTable('abonnements')
    .set({ echecs: lost ? sql<number>`echecs + 1` : 0 })
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Forgets requests that nothing counts any more, and those who have left. */
export async function dropOldAbonnements(
  db: Db,
  { askedBefore, leftBefore }: { readonly askedBefore: Date; readonly leftBefore: Date },
): Promise<void> {
  await db.deleteFrom('demandes_abonnement').where('cree_le', '<', askedBefore).execute();
  await db.deleteFrom('abonnements').where('desinscrit_le', '<', leftBefore).execute();
}
