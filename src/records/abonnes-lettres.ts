import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { desinscriptionsOf, forgetDesinscriptions, keepDesinscriptions } from './desinscriptions.ts';
import type { AbonnesLettresTable, ListeLettre } from './tables/letters.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** Whom letters are sent to. */
export type AbonneLettres = Selectable<AbonnesLettresTable>;

interface Joining {
  readonly email: string;
  readonly listes: readonly ListeLettre[];
}

/** Whoever reads the mails of this address wants these lists, beside those he is in. */
export async function joinListes(work: Work, { email, listes }: Joining, now: Date): Promise<AbonneLettres> {
  const abonne = await lockedAbonne(work, { email, listes }, now);
  await forgetDesinscriptions(work, email, listes);
  return setListes(work, abonne.id, { listes: union(abonne.listes, listes), confirme_le: now, desinscrit_le: null });
}

/** Puts an address in lists by the role of its owner; gives those it was put in. A list that it has left one day stays left. */
export async function joinListesByRole(
  work: Work,
  { email, listes }: Joining,
  now: Date,
): Promise<readonly ListeLettre[]> {
  // Ours until the end before leaving is looked at: whoever was leaving meanwhile has left.
  const abonne = await lockedAbonne(work, { email, listes }, now);
  const left = await desinscriptionsOf(work, email);
  const known = abonne.isNew ? [] : abonne.listes;
  const added = listes.filter((liste) => !left.includes(liste) && !known.includes(liste));
  if (added.length > 0) await setListes(work, abonne.id, { listes: union(known, added), desinscrit_le: null });
  else if (abonne.isNew) await work.deleteFrom('abonnes_lettres').where('id', '=', abonne.id).execute();
  return added;
}

/** The row of an address, made if there is none, which nobody else changes until the end of the transaction. */
async function lockedAbonne(
  work: Work,
  { email, listes }: Joining,
  now: Date,
): Promise<AbonneLettres & { readonly isNew: boolean }> {
  const made = await work
    .insertInto('abonnes_lettres')
    .values({ id: randomUUID(), email, listes: [...listes], cree_le: now, confirme_le: null, desinscrit_le: null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made !== undefined) return { ...made, isNew: true };
  const known = await work
    .selectFrom('abonnes_lettres')
    .selectAll()
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { ...known, isNew: false };
}

type ListesUpdate = Pick<AbonneLettres, 'listes' | 'desinscrit_le'> & { readonly confirme_le?: Date };

function setListes(work: Db, id: string, update: ListesUpdate): Promise<AbonneLettres> {
  return work
    .updateTable('abonnes_lettres')
    .set({ ...update, echecs: 0 })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

const union = (...all: readonly (readonly ListeLettre[])[]): ListeLettre[] => [...new Set(all.flat())].sort();

export async function findAbonneLettres(db: Db, id: string): Promise<AbonneLettres | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('abonnes_lettres').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Within a transaction: changes his lists; what he leaves is remembered. False when he has left them all: he has to ask, and confirm, again. */
export async function changeListes(work: Db, id: string, listes: readonly ListeLettre[], now: Date): Promise<boolean> {
  if (!isUuid(id)) return false;
  const abonne = await work
    .selectFrom('abonnes_lettres')
    .selectAll()
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (abonne === undefined) return false;
  const left = abonne.listes.filter((liste) => !listes.includes(liste));
  await keepDesinscriptions(work, abonne.email, { listes: left, now });
  await forgetDesinscriptions(work, abonne.email, listes);
  await setListes(work, id, { listes: union(listes), desinscrit_le: listes.length === 0 ? now : null });
  return true;
}

/** How many are in a list. */
export async function countAbonnes(db: Db, liste: ListeLettre): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from abonnes_lettres where ${liste} = any(listes)`.execute(db);
  return rows[0]?.nombre ?? 0;
}

interface Part {
  readonly liste: ListeLettre;
  /** The last of the part before; null = none. */
  readonly after: string | null;
  readonly limit: number;
}

/** Those of a list, a part at a time, always in the same order. */
export async function abonnesAfter(db: Db, { liste, after, limit }: Part): Promise<AbonneLettres[]> {
  const { rows } = await sql<AbonneLettres>`
    select * from abonnes_lettres
    where ${liste} = any(listes) and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(db);
  return rows;
}

/** Counts a sending lost, or starts again from none; gives how many were lost in a row, 0 for who is in no list any more. */
export async function countEchecLettre(db: Db, id: string, lost: boolean): Promise<number> {
  const row = await db
    .updateTable('abonnes_lettres')
    .set({ echecs: lost ? sql<number>`echecs + 1` : 0 })
    .where('id', '=', id)
    .where('desinscrit_le', 'is', null)
    .returning('echecs')
    .executeTakeFirst();
  return row?.echecs ?? 0;
}

/** Erases the addresses of those who have left every list. */
export async function dropLeftAbonnes(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('abonnes_lettres').where('desinscrit_le', '<', before).execute();
}
