import { Refused } from '../../core/refused.ts';
import type { EtatJustification } from '../../records/tables/justifications.ts';

/** What is done to a demand: by its holders, by an operator. */
export type ActeJustification = 'repondre' | 'clore';

/** Every state, and where each act leads from it. Holders may answer again until it is closed, which is for good. */
const transitions: Readonly<
  Record<EtatJustification, Readonly<Partial<Record<ActeJustification, EtatJustification>>>>
> = {
  attendue: { repondre: 'repondue', clore: 'close' },
  repondue: { repondre: 'repondue', clore: 'close' },
  close: {},
};

export function estPossible(etat: EtatJustification, acte: ActeJustification): boolean {
  return transitions[etat][acte] !== undefined;
}

/** Where an act leads; throws `Refused` when it cannot be done. */
export function apres(etat: EtatJustification, acte: ActeJustification): EtatJustification {
  const next = transitions[etat][acte];
  if (next === undefined)
    throw new Refused('Cette demande de justification est close : plus rien ne peut y être ajouté.');
  return next;
}
