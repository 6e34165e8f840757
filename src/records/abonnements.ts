import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { DemandeAbonnement } from './demandes-abonnement.ts';
import { desinscriptionsOf, forgetDesinscriptions, keepDesinscriptions } from './desinscriptions.ts';
import type { AbonnementsTable } from './tables/outgoing.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

export type Abonnement = Selectable<AbonnementsTable>;

/** Puts in force what was confirmed; in place of what this destination had chosen before. */
export async function keepAbonnement(
  work: Work,
  { email, sorte, url, endpoints }: DemandeAbonnement,
  { secret, now }: { readonly secret: string | null; readonly now: Date },
): Promise<Abonnement> {
  const fresh = { endpoints, secret, confirme_le: now, desinscrit_le: null, echecs: 0 };
  if (sorte === 'courriel') await forgetDesinscriptions(work, email, ['avis']);
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

/** Subscribes an address to the notices of every service by mail; false when it is a subscriber already, or has left one day. */
export async function addAbonnementByRole(work: Work, email: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await work
    .insertInto('abonnements')
    .values({
      ...{ id: randomUUID(), email, sorte: 'courriel', url: '', endpoints: [], secret: null },
      ...{ cree_le: now, confirme_le: now, desinscrit_le: null },
    })
    .onConflict((conflict) => conflict.columns(['email', 'sorte', 'url']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  // Read once the row is ours: whoever was leaving meanwhile has left.
  if (!(await desinscriptionsOf(work, email)).includes('avis')) return true;
  await work.deleteFrom('abonnements').where('email', '=', email).where('sorte', '=', 'courriel').execute();
  return false;
}

/** False when it was already over. A mail address that has left is remembered, longer than its subscription. */
export async function endAbonnement(work: Db, id: string, now: Date): Promise<boolean> {
  const ended = await work
    .updateTable('abonnements')
    .set({ desinscrit_le: now })
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .returning(['email', 'sorte'])
    .executeTakeFirst();
  if (ended?.sorte === 'courriel') await keepDesinscriptions(work, ended.email, { listes: ['avis'], now });
  return ended !== undefined;
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

/** Forgets those who have left. */
export async function dropLeftAbonnements(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('abonnements').where('desinscrit_le', '<', before).execute();
}
