const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });

/** « 17 octobre 2019 », in Paris. */
export function dayOf(instant: Date): string {
  return day.format(instant);
}

/** « 17 octobre 2019 à 14 h 02 », in Paris. */
export function dateTimeOf(instant: Date): string {
  return `${dayOf(instant)} à ${time.format(instant).replace(':', ' h ')}`;
}

/** What is said to who has tried too often. */
export function throttledSentence(minutes: number): string {
  return `Trop d’essais : réessayez dans ${minutes} minute${minutes > 1 ? 's' : ''}`;
}
