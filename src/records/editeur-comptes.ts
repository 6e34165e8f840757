import { sql } from 'kysely';
import { type Compte, columns } from './comptes.ts';
import type { Editeur } from './editeurs.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** The editor that someone works for, and whether he asks for its weekly mail. */
export interface Appartenance {
  readonly editeur: Editeur;
  readonly resume: boolean;
}

/** Nothing for who works for none, or for one that is closed. */
export async function appartenanceDe(db: Db, compte: string): Promise<Appartenance | undefined> {
  if (!isUuid(compte)) return undefined;
  const row = await db
    .selectFrom('editeur_comptes')
    .innerJoin('editeurs', 'editeurs.id', 'editeur_comptes.editeur')
    .selectAll('editeurs')
    .select('resume')
    .where('compte', '=', compte)
    .where('ferme_le', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { resume, ...editeur } = row;
  return { editeur, resume };
}

/** Who works for it, by name. */
export async function comptesDEditeur(db: Db, editeur: string): Promise<Compte[]> {
  return db
    .selectFrom('comptes')
    .select(columns)
    .where('id', 'in', (sub) => sub.selectFrom('editeur_comptes').select('compte').where('editeur', '=', editeur))
    .orderBy('nom')
    .orderBy('email')
    .execute();
}

/** False when this account works for an editor already, this one or another. */
export async function attacherCompte(
  work: Work,
  { compte, editeur }: { readonly compte: string; readonly editeur: string },
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await work
    .insertInto('editeur_comptes')
    .values({ compte, editeur, ajoute_le: at })
    .onConflict((conflict) => conflict.column('compte').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when it was not there any more. */
export async function detacherCompte(
  work: Work,
  { compte, editeur }: { readonly compte: string; readonly editeur: string },
): Promise<boolean> {
  if (!isUuid(compte)) return false;
  const { numDeletedRows } = await work
    .deleteFrom('editeur_comptes')
    .where('compte', '=', compte)
    .where('editeur', '=', editeur)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Asks for the weekly mail from the week after `semaine` (its Monday) on, or for no more of it. */
export async function choisirResume(db: Db, compte: string, resume: boolean, semaine: string): Promise<void> {
  await db
    .updateTable('editeur_comptes')
    .set({ resume, resume_semaine: semaine })
    .where('compte', '=', compte)
    .execute();
}

/** Whether someone still asks for the weekly mail of an editor that is open. */
export async function veutResume(db: Db, compte: string): Promise<boolean> {
  return (await appartenanceDe(db, compte))?.resume ?? false;
}

interface Abonne {
  readonly compte: string;
  readonly email: string;
  readonly editeur: string;
  readonly nom: string;
}

/** Who asks for the weekly mail and has not been looked at this week; by editor. */
export async function abonnesAuResume(db: Db, semaine: string, limit: number): Promise<Abonne[]> {
  const { rows } = await sql<Abonne>`
    select m.compte, c.email, m.editeur, e.nom
    from editeur_comptes m join comptes c on c.id = m.compte join editeurs e on e.id = m.editeur
    where m.resume and (m.resume_semaine is null or m.resume_semaine < ${semaine}::date)
      and c.desactive_le is null and e.ferme_le is null
    order by m.editeur, m.compte limit ${limit}`.execute(db);
  return rows;
}

/** False when it was told meanwhile, or is not asked for any more. */
export async function marquerResume(work: Work, compte: string, semaine: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update editeur_comptes set resume_semaine = ${semaine}::date
    where compte = ${compte} and resume and (resume_semaine is null or resume_semaine < ${semaine}::date)`.execute(
    work,
  );
  return numAffectedRows > 0n;
}
