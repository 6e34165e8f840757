import type { Lettre } from '../../../records/lettres.ts';

export const ROOT = '/administration/infolettres';

/** The pages above the list of letters, and above those of one of them. */
export const aboveLetters: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
];

export const aboveLetter: readonly (readonly [string, string])[] = [...aboveLetters, [ROOT, 'Infolettres']];

export function belowLetter({ id, titre }: Pick<Lettre, 'id' | 'titre'>): readonly (readonly [string, string])[] {
  return [...aboveLetter, [`${ROOT}/${id}`, titre]];
}
