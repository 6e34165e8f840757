import type { Clock } from '../core/clock.ts';
import { type AvisSigne, avisSurDemande } from '../records/demande-avis.ts';
import { type DemandeEvenement, demandeEvenements } from '../records/demande-evenements.ts';
import { type DemandeMessage, demandeMessages } from '../records/demande-messages.ts';
import { type Demande, findDemande } from '../records/demandes.ts';
import { type Habilitation, habilitationsDe } from '../records/habilitations.ts';
import type { Organisation } from '../records/organisations.ts';
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
  /** What its form is checked with. */
  readonly contexte: Contexte;
}

export interface Lecture {
  /** The request alone, when this person may read it; null otherwise, as if it were not there. */
  demande(lecteur: NonNullable<Acteur>, id: string): Promise<Demande | null>;
  dossier(lecteur: NonNullable<Acteur>, id: string): Promise<Dossier | null>;
  readonly now: () => Date;
}

interface LectureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly donnees: Donnees;
  readonly annuaire: Annuaire;
  /** The organisations that a person is a verified member of. */
  readonly siretsVerifies: (compte: string) => Promise<readonly string[]>;
  /** Whether a PDF of the legal text is attached. */
  readonly texteJoint: (demande: string) => Promise<boolean>;
}

/** What may be read of requests, by whom. */
export function createLecture(options: LectureOptions): Lecture {
  const { db, clock, donnees, annuaire, siretsVerifies, texteJoint } = options;

  async function readable(lecteur: NonNullable<Acteur>, id: string): Promise<Demande | null> {
    const demande = await findDemande(db, id);
    if (demande === undefined) return null;
    return mayRead(lecteur, demande, await siretsVerifies(lecteur.id)) ? demande : null;
  }

  return {
    now: () => new Date(clock.now()),
    demande: readable,
    dossier: async (lecteur, id) => {
      const demande = await readable(lecteur, id);
      if (demande === null) return null;
      const [demandeur, organisation, evenements, messages, avis, habilitations, joint] = await Promise.all([
        findProfil(db, demande.demandeur),
        annuaire.connue(demande.siret),
        demandeEvenements(db, id),
        demandeMessages(db, id),
        avisSurDemande(db, id),
        habilitationsDe(db, id),
        texteJoint(id),
      ]);
      if (demandeur === undefined) throw new Error(`request ${id} has no applicant`);
      const contexte = { donnees, organisation, texteJoint: joint, demandeur };
      return { demande, demandeur, organisation, evenements, messages, avis, habilitations, contexte };
    },
  };
}
