import type { Annuaire } from '../../../habilitations/annuaire.ts';
import type { Bureau } from '../../../habilitations/bureau.ts';
import type { FormulaireCasUsage } from '../../../habilitations/cas-usage.ts';
import type { Donnees } from '../../../habilitations/donnees.ts';
import type { Lecture } from '../../../habilitations/lecture.ts';

export interface FormulaireOptions {
  readonly habilitations: {
    readonly bureau: Bureau;
    readonly lecture: Lecture;
    readonly donnees: Donnees;
    readonly annuaire: Annuaire;
  };
  /** The version of the conditions of use in force. */
  readonly cgu: string;
}

/** The address of a page of a request. */
export const adresse = (id: string, page = 'formulaire'): string => `/demandes/${id}/${page}`;

/** The title of a use case, within a sentence. */
export const casEnTexte = ({ titre }: Pick<FormulaireCasUsage, 'titre'>): string =>
  `${titre.charAt(0).toLowerCase()}${titre.slice(1)}`;
