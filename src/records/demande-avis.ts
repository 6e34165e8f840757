import type { Selectable } from 'kysely';
import type { DemandeAvisTable } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TEXT = 20_000;

export type DemandeAvis = Selectable<DemandeAvisTable>;

interface NewDemandeAvis {
  readonly demande: string;
  readonly demande_par: string;
  readonly rapporteur: string;
  readonly question: string;
  readonly demande_le: Date;
}

/** Asks for an opinion: false when one is already waited for. */
export async function insertDemandeAvis(work: Work, avis: NewDemandeAvis): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await work
    .insertInto('demande_avis')
    .values({ ...avis, question: storable(avis.question, MAX_TEXT) })
    .onConflict((conflict) => conflict.column('demande').where('repondu_le', 'is', null).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Gives the opinion that this person was asked for: false when none is waited for from him. */
export async function answerDemandeAvis(
  work: Work,
  { demande, rapporteur, reponse, at }: { demande: string; rapporteur: string; reponse: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('demande_avis')
    .set({ reponse: storable(reponse, MAX_TEXT), repondu_le: at })
    .where('demande', '=', demande)
    .where('rapporteur', '=', rapporteur)
    .where('repondu_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The opinions on a request, the oldest first. */
export async function avisSurDemande(db: Db, demande: string): Promise<DemandeAvis[]> {
  return db.selectFrom('demande_avis').selectAll().where('demande', '=', demande).orderBy('id').execute();
}

/** The opinions that are waited for from this person. */
export async function avisAttendusDe(db: Db, rapporteur: string): Promise<DemandeAvis[]> {
  return db
    .selectFrom('demande_avis')
    .selectAll()
    .where('rapporteur', '=', rapporteur)
    .where('repondu_le', 'is', null)
    .orderBy('id')
    .execute();
}
