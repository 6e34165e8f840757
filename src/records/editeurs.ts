import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { EditeursTable } from './tables/editeurs.ts';
import { containing, isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_NOM = 200;

export type Editeur = Selectable<EditeursTable>;
/** What administrators say of an editor. */
export type FicheEditeur = Pick<Editeur, 'nom' | 'siret' | 'produit' | 'public'>;
/** An editor as it was read: refused when it has changed since. */
export type EditeurLu = Pick<Editeur, 'id' | 'version'>;

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** False when another editor has this SIRET. */
export async function insertEditeur(work: Work, id: string, fiche: FicheEditeur, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await work
    .insertInto('editeurs')
    .values({ id, ...storables(fiche), version: 1, cree_le: at, ferme_le: null })
    .onConflict((conflict) => conflict.column('siret').where('ferme_le', 'is', null).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** `stale`: someone has changed or closed it meanwhile. `taken`: another one has this SIRET. */
export async function updateEditeur(
  work: Work,
  { id, version }: EditeurLu,
  fiche: FicheEditeur,
): Promise<'done' | 'stale' | 'taken'> {
  // One at a time: the index would refuse the second with an error of the database.
  await sql`select pg_advisory_xact_lock(hashtext('editeurs'))`.execute(work);
  const other = await work
    .selectFrom('editeurs')
    .select('id')
    .where('siret', '=', fiche.siret)
    .where('ferme_le', 'is', null)
    .where('id', '<>', id)
    .executeTakeFirst();
  if (other !== undefined) return 'taken';
  const { numUpdatedRows } = await work
    .updateTable('editeurs')
    .set({ ...storables(fiche), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('ferme_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'done' : 'stale';
}

/** Closes it for good: nobody works for it any more. False when it has changed meanwhile. */
export async function closeEditeur(work: Work, { id, version }: EditeurLu, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('editeurs')
    .set({ ferme_le: at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('ferme_le', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await work.deleteFrom('editeur_comptes').where('editeur', '=', id).execute();
  return true;
}

function storables({ nom, produit, ...rest }: FicheEditeur): FicheEditeur {
  return { ...rest, nom: storable(nom, MAX_NOM), produit: storable(produit, MAX_NOM) };
}

export async function findEditeur(db: Db, id: string): Promise<Editeur | undefined> {
  if (!isUuid(id)) return undefined;
  return db.selectFrom('editeurs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The same while it is open, held until the end of the transaction: it is not closed meanwhile. */
export async function holdEditeur(work: Work, id: string): Promise<Editeur | undefined> {
  if (!isUuid(id)) return undefined;
  return work
    .selectFrom('editeurs')
    .selectAll()
    .where('id', '=', id)
    .where('ferme_le', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** Those whose name, product or SIRET has these words: open ones first, by name. */
export function listEditeurs(db: Db, words: string, { offset, limit }: Range): Promise<Editeur[]> {
  return db
    .selectFrom('editeurs')
    .selectAll()
    .where(named(words))
    .orderBy(sql`ferme_le is not null`)
    .orderBy(sql`lower(nom)`)
    .orderBy('id')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countEditeurs(db: Db, words: string): Promise<number> {
  const { total } = await db
    .selectFrom('editeurs')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(named(words))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/**
 * Those that anyone may find, by name; and whichever has the SIRET that these words are: whoever works with an editor that is
 * not public knows its SIRET.
 */
export function chercherEditeurs(db: Db, words: string, { offset, limit }: Range): Promise<Editeur[]> {
  return found(db, words).selectAll().orderBy(sql`lower(nom)`).orderBy('id').offset(offset).limit(limit).execute();
}

export async function countEditeursTrouves(db: Db, words: string): Promise<number> {
  const { total } = await found(db, words)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

const found = (db: Db, words: string) =>
  db
    .selectFrom('editeurs')
    .where('ferme_le', 'is', null)
    .where((row) =>
      row.or([row.and([row('public', '=', true), named(words)(row)]), row('siret', '=', withoutSpaces(words))]),
    );

/** Those, public or not, that a text written by an applicant names: by their name, or by the product that he uses. */
export async function editeursNommes(db: Db, texte: string): Promise<Editeur[]> {
  const text = storable(texte, 500);
  if (text.trim() === '') return [];
  return db
    .selectFrom('editeurs')
    .selectAll()
    .where('ferme_le', 'is', null)
    .where(({ or }) =>
      or([
        sql<boolean>`position(lower(nom) in lower(${text})) > 0`,
        sql<boolean>`position(lower(produit) in lower(${text})) > 0`,
      ]),
    )
    .orderBy(sql`lower(nom)`)
    .orderBy('id')
    .limit(5)
    .execute();
}

function named(words: string) {
  const part = containing(words);
  const digits = withoutSpaces(words);
  return (row: ExpressionBuilder<Schema, 'editeurs'>) =>
    words.trim() === ''
      ? row.lit(true)
      : row.or([
          row('nom', 'ilike', part),
          row('produit', 'ilike', part),
          ...(/^\d{3,14}$/.test(digits) ? [row('siret', 'like', `${digits}%`)] : []),
        ]);
}

const withoutSpaces = (words: string): string => storable(words, 200).replace(/[\s.]/g, '');
