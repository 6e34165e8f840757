import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { LettresTable, ListeLettre } from './tables/letters.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TITRE = 300;
const MAX_CORPS = 100_000;

export type Lettre = Selectable<LettresTable>;
/** What its author writes. */
export type ContenuLettre = Pick<Lettre, 'genre' | 'titre' | 'resume' | 'corps'>;
type LettreUpdate = Omit<Updateable<LettresTable>, 'id' | 'version'>;

interface Range {
  readonly offset: number;
  readonly limit: number;
}

export async function insertLettre(db: Db, lettre: Insertable<LettresTable>): Promise<number> {
  const { id } = await db
    .insertInto('lettres')
    .values({ ...lettre, ...storables(lettre) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findLettre(db: Db, id: number): Promise<Lettre | undefined> {
  return db.selectFrom('lettres').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Changes a letter that is still at this version; false when someone, or its departure, has changed it meanwhile. */
export async function updateLettre(
  db: Db,
  { id, version }: Pick<Lettre, 'id' | 'version'>,
  update: LettreUpdate,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('lettres')
    .set({ ...update, ...storables(update), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function storables({ titre, resume, corps }: LettreUpdate) {
  return {
    ...(titre === undefined ? {} : { titre: storable(titre, MAX_TITRE) }),
    ...(resume === undefined ? {} : { resume: storable(resume, MAX_TITRE) }),
    ...(corps === undefined ? {} : { corps: storable(corps, MAX_CORPS) }),
  };
}

/** Takes away a draft at this version; false when it is none, or has changed. */
export async function deleteDraft(db: Db, { id, version }: Pick<Lettre, 'id' | 'version'>): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('lettres')
    .where('id', '=', id)
    .where('version', '=', version)
    .where('depart_le', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What authors see: drafts first, then what is to leave or leaves, then what has left. */
export async function deskLettres(db: Db, { offset, limit }: Range): Promise<Lettre[]> {
  return db
    .selectFrom('lettres')
    .selectAll()
    .orderBy(sql`depart_le is not null`)
    .orderBy(sql`terminee_le is not null`)
    .orderBy(sql`coalesce(commencee_le, depart_le, modifiee_le) desc`)
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countLettres(db: Db): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from lettres`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** What anyone may read, of one kind or of all: the last first. */
export async function archivedLettres(db: Db, genre: ListeLettre | null, { offset, limit }: Range): Promise<Lettre[]> {
  return db
    .selectFrom('lettres')
    .selectAll()
    .where('commencee_le', 'is not', null)
    .$if(genre !== null, (query) => query.where(sql<boolean>`genre = ${genre}`))
    .orderBy('commencee_le', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countArchived(db: Db, genre: ListeLettre | null): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from lettres
    where commencee_le is not null and (${genre}::text is null or genre = ${genre}::text)`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** The last that has begun to leave: as long as it is the same, archives are. A letter does not change once it has begun. */
export async function lastArchived(db: Db): Promise<string> {
  const { rows } = await sql<{ marque: string }>`
    select coalesce(max(commencee_le)::text, '') || '/' || count(*) as marque
    from lettres where commencee_le is not null`.execute(db);
  return rows[0]?.marque ?? '';
}

/** Letters that await something: to begin, to be queued, to be tried again, to be over. */
export async function lettresUnderWay(db: Db, now: Date): Promise<Lettre[]> {
  return db
    .selectFrom('lettres')
    .selectAll()
    .where('depart_le', '<=', now)
    .where('terminee_le', 'is', null)
    .orderBy('depart_le')
    .orderBy('id')
    .execute();
}

/** A letter that is due begins, unless it was called back meanwhile. Its page opens, and its recipients are those of its list now. */
export async function beginLettre(db: Db, id: number, now: Date): Promise<Lettre | undefined> {
  const { rows } = await sql<Lettre>`
    update lettres set commencee_le = ${now}, version = version + 1,
      destinataires = (select count(*) from abonnes_lettres where lettres.genre = any(listes))
    where id = ${id} and commencee_le is null and depart_le <= ${now} returning *`.execute(db);
  return rows[0];
}

/** The letter, which nobody else advances until the end of the transaction. */
export async function lockLettre(work: Work, id: number): Promise<Lettre | undefined> {
  return work.selectFrom('lettres').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** How far the sending is: no author changes it, so that it takes no version. */
export async function advanceLettre(
  db: Db,
  id: number,
  update: Pick<
    LettreUpdate,
    | 'curseur'
    | 'destinataires'
    | 'en_file'
    | 'en_file_le'
    | 'reprise_le'
    | 'terminee_le'
    | 'partis'
    | 'refuses'
    | 'abandonnes'
    | 'desinscrits'
  >,
): Promise<void> {
  await db.updateTable('lettres').set(update).where('id', '=', id).execute();
}
