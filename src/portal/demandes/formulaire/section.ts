import type { Contexte } from '../../../habilitations/controles/controle.ts';
import type { Donnees } from '../../../habilitations/donnees.ts';
import type { Formulaire } from '../../../habilitations/formulaire.ts';
import type { Saisie } from '../../../habilitations/premier-formulaire.ts';
import type { DemandePiece } from '../../../records/demande-pieces.ts';
import type { Profil } from '../../../records/profils.ts';
import type { GenrePiece } from '../../../records/tables/demandes.ts';
import type { FileRule } from '../../shared/sent-files.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import type { Envoi } from './envoi.ts';

/** What a page of the form is made from. */
export interface Ecrit {
  readonly id: string;
  readonly formulaire: Formulaire;
  readonly contexte: Contexte;
  readonly donnees: Donnees;
  readonly pieces: readonly DemandePiece[];
  readonly demandeur: Profil;
  readonly errors: FieldErrors;
  /** By field of the form, what the instructor remarked. */
  readonly remarques: ReadonlyMap<string, readonly string[]>;
}

/** One page of the form: its fields, and how what they send is read. */
export interface PageSection {
  /** What the page is about, in a sentence or two. */
  readonly intro: string;
  readonly Champs: (ecrit: Ecrit) => JSX.Element;
  readonly lire: (envoi: Envoi, avant: Pick<Ecrit, 'formulaire' | 'donnees' | 'demandeur'>) => Saisie;
  /** The file that it may carry. */
  readonly piece?: { readonly champ: string; readonly genre: GenrePiece };
  readonly scripts?: readonly string[];
}

/** What a request may carry: ten megabytes of PDF each. */
export const pdfRule: FileRule = { kinds: ['pdf'], maxBytes: 10_000_000 };
