const number = new Intl.NumberFormat('fr-FR');

/** « 12 345 ». */
export const count = (value: number): string => number.format(value);

/** « 12 345 appels », « 1 appel », « aucun appel ». */
export function callWords(calls: number): string {
  return calls === 0 ? 'aucun appel' : `${count(calls)} appel${calls > 1 ? 's' : ''}`;
}
