const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });

/** « 17 octobre 2019 », « 1er mai 2020 », in Paris. */
export function frenchDay(instant: Date): string {
  return day.format(instant).replace(/^1 /, '1er ');
}
