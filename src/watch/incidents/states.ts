import type { EtatIncident } from '../../records/tables/watching.ts';

/** The states that may follow one; the same one is a mere update. What is resolved may come back. */
export const transitions: Readonly<Record<EtatIncident, readonly EtatIncident[]>> = {
  investigation: ['investigation', 'identifie', 'surveillance', 'resolu'],
  identifie: ['identifie', 'investigation', 'surveillance', 'resolu'],
  surveillance: ['surveillance', 'investigation', 'identifie', 'resolu'],
  resolu: ['surveillance', 'investigation'],
};

/** The states that an incident may be put in now: a draft is published before it is resolved. */
export function nextStates({ etat, brouillon }: { etat: EtatIncident; brouillon: boolean }): readonly EtatIncident[] {
  return transitions[etat].filter((next) => !brouillon || next !== 'resolu');
}
