import { type Selectable, sql } from 'kysely';
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

/** Gives the opinion that this person was asked for, and what it answers: undefined when none is waited for from him. */
export async function answerDemandeAvis(
  work: Work,
  { demande, rapporteur, reponse, at }: { demande: string; rapporteur: string; reponse: string; at: Date },
): Promise<DemandeAvis | undefined> {
  return work
    .updateTable('demande_avis')
    .set({ reponse: storable(reponse, MAX_TEXT), repondu_le: at })
    .where('demande', '=', demande)
    .where('rapporteur', '=', rapporteur)
    .where('repondu_le', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Closes a question that has no answer, and gives it; undefined when none is waited for. */
export async function withdrawDemandeAvis(work: Work, demande: string, at: Date): Promise<DemandeAvis | undefined> {
  return work
    .updateTable('demande_avis')
    .set({ repondu_le: at })
    .where('demande', '=', demande)
    .where('repondu_le', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** An opinion, with the name of who gives it. */
export interface AvisSigne extends DemandeAvis {
  readonly rapporteur_nom: string;
}

/** The opinions on a request, the oldest first. */
export async function avisSurDemande(db: Db, demande: string): Promise<AvisSigne[]> {
  return db
    .selectFrom('demande_avis')
    .innerJoin('comptes', 'comptes.id', 'demande_avis.rapporteur')
    .selectAll('demande_avis')
    .select(
      sql<string>`coalesce(nullif(btrim(comptes.prenom || ' ' || comptes.nom), ''), comptes.email)`.as(
        'rapporteur_nom',
      ),
    )
    .where('demande_avis.demande', '=', demande)
    .orderBy('demande_avis.id')
    .execute();
}

/** An opinion that is waited for, with what it is about. */
export interface AvisAttendu {
  readonly demande: string;
  readonly numero: string;
  readonly intitule: string;
  readonly organisation: string | null;
  readonly demande_par: string;
  readonly demande_le: Date;
  readonly question: string;
}

/** The opinions that are waited for from this person, the oldest first; on archived requests, nothing is any more. */
export async function avisAttendusDe(db: Db, rapporteur: string): Promise<AvisAttendu[]> {
  return db
    .selectFrom('demande_avis')
    .innerJoin('demandes', 'demandes.id', 'demande_avis.demande')
    .innerJoin('comptes', 'comptes.id', 'demande_avis.demande_par')
    .leftJoin('organisations', 'organisations.siret', 'demandes.siret')
    .select([
      'demande_avis.demande',
      'demandes.numero',
      'demandes.intitule',
      'organisations.nom as organisation',
      sql<string>`coalesce(nullif(btrim(comptes.prenom || ' ' || comptes.nom), ''), comptes.email)`.as('demande_par'),
      'demande_avis.demande_le',
      'demande_avis.question',
    ])
    .where('demande_avis.rapporteur', '=', rapporteur)
    .where('demande_avis.repondu_le', 'is', null)
    .where('demandes.etat', '<>', 'archivee')
    .orderBy('demande_avis.id')
    .execute();
}
