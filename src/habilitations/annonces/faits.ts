import type { Profil } from '../../records/profils.ts';
import type { Annonce } from '../annonce.ts';
import type { Delai } from '../delai.ts';
import type { Donnees } from '../donnees.ts';
import type { Formulaire } from '../formulaire.ts';
import type { Liens } from './liens.ts';

/** What the mails say, besides what has just happened. */
export interface Faits {
  readonly annonce: Annonce;
  readonly demandeur: Profil;
  readonly liens: Liens;
  readonly donnees: Donnees;
  /** How many times the request had moved when it was told. */
  readonly etape: number;
  readonly delai: Delai;
  /** Instructors and rapporteurs who want to hear of this. */
  readonly instructeurs: readonly string[];
  /** Who an opinion is asked from or given to, or who a request is handed over to; null for any other act. */
  readonly destinataire: Profil | null;
  /** What was granted before, when this is another grant of the same request. */
  readonly accordeAvant: Formulaire | null;
}
