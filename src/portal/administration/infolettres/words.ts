import type { LetterState } from '../../../letters/states.ts';

export const stateWords: Readonly<Record<LetterState, string>> = {
  brouillon: 'Brouillon',
  programmee: 'Départ fixé',
  en_cours: 'Envoi en cours',
  envoyee: 'Envoyée',
};

export const stateTones = {
  brouillon: 'warning',
  programmee: 'info',
  en_cours: 'info',
  envoyee: 'success',
} as const satisfies Record<LetterState, string>;

const number = new Intl.NumberFormat('fr-FR');

/** « 1 412 abonnés », « 1 abonné », « aucun abonné ». */
export function subscribersOf(count: number): string {
  if (count === 0) return 'aucun abonné';
  return `${number.format(count)} abonné${count > 1 ? 's' : ''}`;
}

export const countOf = (count: number): string => number.format(count);
