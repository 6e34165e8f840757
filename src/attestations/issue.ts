import type { ServiceConsultable } from './consultable.ts';
import type { Reponse } from './reponse.ts';

/** What came of one service. */
export interface Resultat {
  readonly id: string;
  readonly service: ServiceConsultable;
  readonly identifiant: string;
  /** The identifier asked, when another has taken its place. */
  readonly remplace: string | null;
  readonly reponse: Reponse;
}

export type Issue =
  | { readonly etat: 'faite'; readonly resultats: readonly Resultat[]; readonly faiteLe: Date }
  | { readonly etat: 'trop'; readonly minutes: number }
  | { readonly etat: 'deja' | 'bannie' | 'occupee' };
