import type { Maintenance } from '../../records/maintenances.ts';

/** Where a window is in its life. */
export type Phase = 'a_venir' | 'en_cours' | 'terminee' | 'annulee';

export function phaseOf(
  { debut, fin, annulee_le }: Pick<Maintenance, 'debut' | 'fin' | 'annulee_le'>,
  now: Date,
): Phase {
  if (annulee_le !== null) return 'annulee';
  if (now < debut) return 'a_venir';
  return now < fin ? 'en_cours' : 'terminee';
}
