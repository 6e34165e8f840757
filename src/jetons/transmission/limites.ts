import type { LienDeJeton } from '../../records/liens-de-jetons.ts';
import { etatLien } from './etat-lien.ts';

export const LIENS_VIVANTS_MAX = 5;
export const LIENS_PAR_JOUR_MAX = 20;

const DAY_MS = 86_400_000;
export const depuisUnJour = (now: number): Date => new Date(now - DAY_MS);

/** One link too many, and when there is room again. */
export interface Limite {
  readonly limite: 'vivants' | 'jour';
  readonly reprise: Date;
}

/** What keeps another link from being made for this address; null when nothing does. `liens`: those of the last day, oldest first. */
export function limiteAtteinte(liens: readonly LienDeJeton[], email: string, now: number): Limite | null {
  const [oldest] = liens.slice(-LIENS_PAR_JOUR_MAX);
  if (oldest !== undefined && liens.length >= LIENS_PAR_JOUR_MAX)
    return { limite: 'jour', reprise: new Date(oldest.cree_le.getTime() + DAY_MS) };
  // The one of the same address gives its place to the new one.
  const others = liens.filter((lien) => etatLien(lien, now) === 'vivant' && lien.email !== email);
  const [first] = others;
  return first !== undefined && others.length >= LIENS_VIVANTS_MAX
    ? { limite: 'vivants', reprise: first.expire_le }
    : null;
}
