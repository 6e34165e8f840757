import type { Organisation } from '../../records/organisations.ts';
import type { Donnees } from '../donnees.ts';
import type { Formulaire } from '../formulaire.ts';

/** What a section lacks: the field of the page it is about, and a sentence that says what to do. */
export interface Manque {
  readonly champ: string;
  readonly phrase: string;
}

/** What a form is checked with. */
export interface Contexte {
  readonly donnees: Donnees;
  /** The organisation of its SIRET, as Sirene gave it; null when it was not found. */
  readonly organisation: Organisation | null;
  /** Why it was not found, once Sirene has been asked: it knows no such SIRET, or it does not answer. */
  readonly sirene?: 'inconnue' | 'indisponible' | undefined;
  /** Whether a PDF of the legal text is attached. */
  readonly texteJoint: boolean;
  readonly demandeur: {
    readonly prenom: string;
    readonly nom: string;
    readonly telephone: string;
    readonly fonction: string;
  };
}

/** Says what a section of a form lacks to be sent; empty when it is complete. */
export type Controle = (formulaire: Formulaire, contexte: Contexte) => Manque[];

export function manque(condition: boolean, champ: string, phrase: string): Manque[] {
  return condition ? [{ champ, phrase }] : [];
}
