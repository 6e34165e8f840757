import { type Selectable, sql } from 'kysely';
import type { DemandeEvenementsTable, EtatDemande } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_NOM = 200;
const MAX_MOTIF = 20_000;

export type DemandeEvenement = Selectable<DemandeEvenementsTable>;

export interface NewDemandeEvenement {
  readonly demande: string;
  readonly acte: string;
  readonly auteur: string | null;
  readonly auteurNom: string;
  readonly le: Date;
  readonly de: EtatDemande | null;
  readonly vers: EtatDemande;
  readonly motif: string;
  readonly changements: readonly object[];
}

export async function insertDemandeEvenement(work: Work, evenement: NewDemandeEvenement): Promise<void> {
  const { auteurNom, motif, changements, ...said } = evenement;
  await work
    .insertInto('demande_evenements')
    .values({
      ...said,
      auteur_nom: storable(auteurNom, MAX_NOM),
      motif: storable(motif, MAX_MOTIF),
      changements: JSON.stringify(changements),
    })
    .execute();
}

/** All that has happened to a request, the oldest first. */
export async function demandeEvenements(db: Db, demande: string): Promise<DemandeEvenement[]> {
  return db.selectFrom('demande_evenements').selectAll().where('demande', '=', demande).orderBy('id').execute();
}

/** How many times a request has gone from one state, or from one hand, to another: what was told before the last one is past. */
export async function etapeDe(db: Db, demande: string): Promise<number> {
  const { etape } = await db
    .selectFrom('demande_evenements')
    .select(({ fn }) => fn.countAll<number>().as('etape'))
    .where('demande', '=', demande)
    .where(sql<boolean>`(de is distinct from vers or acte = 'transferer')`)
    .executeTakeFirstOrThrow();
  return Number(etape);
}
