import type { EtatTicket } from '../records/tables/support.ts';

/** States that an operator may give to a ticket along with an answer. */
export const answerStates = ['en_attente', 'en_cours', 'resolu'] as const satisfies readonly EtatTicket[];

/** States that an operator may give without a word: nobody can be waited for who has been asked nothing. */
export function silentStates(etat: EtatTicket): EtatTicket[] {
  const possible: EtatTicket[] = ['en_cours', 'resolu'];
  return possible.filter((other) => other !== etat);
}
