/** Words that say nothing of what is looked for. */
const EMPTY = new Set(
  'au aux avec ce ces cette comme comment dans de des du elle en est et il ils je la le les leur leurs mes mon ne nos notre nous ou où par pas pour quel quelle quelles quels qui que sa se ses si son sont sur un une vos votre vous y'
    .split(' ')
    .map((word) => word.normalize('NFD').replace(/\p{M}/gu, '')),
);

/** The words of a text, as they are written: `date_fin` has two, « l’actif » has « l » and « actif ». */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

export const WORD = /[\p{L}\p{N}]+/gu;

/** The form under which a word is looked for: no case, no accent, singular; null when it says nothing. */
export function termOf(word: string): string | null {
  const plain = word.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '');
  if (plain.length < 2 || EMPTY.has(plain)) return null;
  return singular(plain);
}

/** The terms of a text, in its order. */
export function termsOf(text: string): string[] {
  return wordsOf(text)
    .map(termOf)
    .filter((term) => term !== null);
}

function singular(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  if (word.endsWith('eaux')) return word.slice(0, -1);
  if (word.endsWith('aux') && word.length > 4) return `${word.slice(0, -3)}al`;
  return /[sx]$/.test(word) ? word.slice(0, -1) : word;
}
