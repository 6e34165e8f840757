import type { Demande } from '../records/demandes.ts';
import type { Acte } from './etats.ts';

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });

/** What is told to the applicant: a refusal names the request for precisions that came before it. */
export function motifDit(
  acte: Acte,
  ecrit: string,
  { precisions_demandees_le }: Pick<Demande, 'precisions_demandees_le'>,
): string {
  if (acte !== 'refuser' || precisions_demandees_le === null) return ecrit;
  return `${rappelDesPrecisions(precisions_demandees_le)}\n\n${ecrit}`;
}

/** The sentence that a refusal begins with. */
export function rappelDesPrecisions(le: Date): string {
  return `Des précisions vous ont été demandées le ${day.format(le).replace(/^1 /, '1er ')}.`;
}
