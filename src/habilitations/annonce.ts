import type { Demande } from '../records/demandes.ts';
import type { Work } from '../records/work.ts';
import type { Acteur } from './acteurs.ts';
import type { Changement } from './changements.ts';
import type { Acte } from './etats.ts';

/** Something that has just happened to a request, for those who have to know. */
export interface Annonce {
  readonly acte: Acte | 'creer' | 'rendre_avis' | 'retirer_avis' | 'relancer_brouillon' | 'relancer_precisions';
  readonly demande: Demande;
  readonly acteur: Acteur;
  /** What the author wrote: reason, message, question or opinion. */
  readonly motif: string;
  readonly changements: readonly Changement[];
  /** Who an opinion is asked from, or a request handed over to: an account. */
  readonly destinataire: string | null;
  readonly at: Date;
}

/** Queues what is to be told, in the transaction of what has happened. */
export type Annoncer = (work: Work, annonce: Annonce) => Promise<void>;
