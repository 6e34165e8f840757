import { handoverLinkHours } from '../../core/terms.ts';
import type { LienDeJeton } from '../../records/liens-de-jetons.ts';

/** Where a link stands: it opens the token, or why it does not any more. */
export type EtatLien = 'vivant' | 'expire' | 'revoque' | 'remplace';

const HOUR_MS = 3_600_000;

export function finDuLien(creeLe: Date): Date {
  return new Date(creeLe.getTime() + handoverLinkHours * HOUR_MS);
}

/** It opens until its last instant, which no longer does. */
export function etatLien(lien: Pick<LienDeJeton, 'expire_le' | 'clos_par'>, now: number): EtatLien {
  return lien.clos_par ?? (now < lien.expire_le.getTime() ? 'vivant' : 'expire');
}
