import type { Clock } from '../core/clock.ts';
import { type AvisSigne, avisSurDemande } from '../records/demande-avis.ts';
import { type DemandeEvenement, demandeEvenements } from '../records/demande-evenements.ts';
import { type DemandeMessage, demandeMessages } from '../records/demande-messages.ts';
import { type DemandePiece, demandePieces, findDemandePiece } from '../records/demande-pieces.ts';
import { type Demande, demandesAFinir, findDemande } from '../records/demandes.ts';
import { type Habilitation, habilitationsDe } from '../records/habilitations.ts';
import type { Organisation } from '../records/organisations.ts';
import type { Piece } from '../records/pieces.ts';
import { findProfil, type Profil } from '../records/profils.ts';
import type { Db } from '../records/work.ts';
import { type Acteur, mayRead } from './acteurs.ts';
import type { Annuaire } from './annuaire.ts';
import type { Contexte } from './controles/controle.ts';
import type { Donnees } from './donnees.ts';

/** All there is about a request, for who may read it. */
export interface Dossier {
  readonly demande: Demande;
  readonly demandeur: Profil;
  readonly organisation: Organisation | null;
  readonly evenements: readonly DemandeEvenement[];
  readonly messages: readonly DemandeMessage[];
  readonly avis: readonly AvisSigne[];
  readonly habilitations: readonly Habilitation[];
  /** The files in force. */
  readonly pieces: readonly DemandePiece[];
  /** What its form is checked with. */
  readonly contexte: Contexte;
}

export interface Lecture {
  /** The request alone, when this person may read it; null otherwise, as if it were not there. */
  demande(lecteur: NonNullable<Acteur>, id: string): Promise<Demande | null>;
  dossier(lecteur: NonNullable<Acteur>, id: string): Promise<Dossier | null>;
  /** A file of a request that this person may read; null otherwise. */
  piece(lecteur: NonNullable<Acteur>, id: string, piece: string): Promise<Piece | null>;
  /** What this person has to finish: his own drafts, and requests to complete. */
  aFinir(lecteur: NonNullable<Acteur>): Promise<readonly Demande[]>;
  readonly now: () => Date;
}

interface LectureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly donnees: Donnees;
  readonly annuaire: Annuaire;
  /** The organisations that a person is a verified member of. */
  readonly siretsVerifies: (compte: string) => Promise<readonly string[]>;
}

/** What may be read of requests, by whom. */
export function createLecture(options: LectureOptions): Lecture {
  const { db, clock, donnees, annuaire, siretsVerifies } = options;

  async function readable(lecteur: NonNullable<Acteur>, id: string): Promise<Demande | null> {
    // Together: what is not his takes as long as what is not there.
    const [demande, sirets] = await Promise.all([findDemande(db, id), siretsVerifies(lecteur.id)]);
    return demande !== undefined && mayRead(lecteur, demande, sirets) ? demande : null;
  }

  return {
    now: () => new Date(clock.now()),
    demande: readable,
    dossier: async (lecteur, id) => {
      const demande = await readable(lecteur, id);
      if (demande === null) return null;
      const [demandeur, organisation, evenements, messages, avis, habilitations, pieces] = await Promise.all([
        findProfil(db, demande.demandeur),
        annuaire.connue(demande.siret),
        demandeEvenements(db, id),
        demandeMessages(db, id),
        avisSurDemande(db, id),
        habilitationsDe(db, id),
        demandePieces(db, id),
      ]);
      if (demandeur === undefined) throw new Error(`request ${id} has no applicant`);
      const texteJoint = pieces.some(({ genre }) => genre === 'texte_juridique');
      const contexte = { donnees, organisation, texteJoint, demandeur };
      return { demande, demandeur, organisation, evenements, messages, avis, habilitations, pieces, contexte };
    },
    piece: async (lecteur, id, piece) =>
      (await readable(lecteur, id)) === null ? null : ((await findDemandePiece(db, id, piece)) ?? null),
    aFinir: ({ id }) => demandesAFinir(db, id),
  };
}
