const numbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

/** « 1 000 », « 99,5 ». */
export const numberWords = (value: number): string => numbers.format(value);

/** « 12 heures », « 1 minute », « 90 secondes »: in the largest unit that tells it whole, days from three on. */
export function durationWords(seconds: number): string {
  const [unit, length] = units.find(([, length, atLeast]) => seconds % length === 0 && seconds >= atLeast) ?? [
    'seconde',
    1,
  ];
  return plural(seconds / length, unit);
}

const units: readonly (readonly [string, number, number])[] = [
  ['jour', 86_400, 3 * 86_400],
  ['heure', 3600, 3600],
  ['minute', 60, 120],
];

export function plural(count: number, noun: string): string {
  return `${numberWords(count)} ${noun}${count >= 2 ? 's' : ''}`;
}

/** « 90, 60 et 30 ». */
export function listWords(items: readonly string[], last = 'et'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
