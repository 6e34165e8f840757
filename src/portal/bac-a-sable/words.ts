import type { Courriel } from '../../records/courriels.ts';

type Tone = 'success' | 'warning' | 'error' | 'info';

/** What became of a mail, in a word. */
export function stateOf({ parti_le, refuse_le, abandonne_le }: Courriel): { tone: Tone; label: string } {
  if (parti_le !== null) return { tone: 'success', label: 'Parti' };
  if (refuse_le !== null) return { tone: 'error', label: 'Refusé' };
  if (abandonne_le !== null) return { tone: 'error', label: 'Abandonné' };
  return { tone: 'info', label: 'En attente' };
}

const dateTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'long',
  timeStyle: 'medium',
});
const shortDate = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

export const longDateOf = (instant: Date): string => dateTime.format(instant);
export const shortDateOf = (instant: Date): string => shortDate.format(instant);
