import type { Lettre } from '../records/lettres.ts';

export type LetterState = 'brouillon' | 'programmee' | 'en_cours' | 'envoyee';

/** Where a letter stands: written, about to leave, leaving, gone. */
export function stateOf({
  depart_le,
  commencee_le,
  terminee_le,
}: Pick<Lettre, 'depart_le' | 'commencee_le' | 'terminee_le'>): LetterState {
  if (depart_le === null) return 'brouillon';
  if (commencee_le === null) return 'programmee';
  return terminee_le === null ? 'en_cours' : 'envoyee';
}
