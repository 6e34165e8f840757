import type { State } from '../../watch/service-states.ts';

/** The words of the state of a service, the same on every page. */
export const stateWords: Readonly<Record<State, string>> = {
  up: 'Fonctionne',
  incomplet: 'Réponses incomplètes',
  down: 'En panne',
  inconnu: 'État inconnu',
};

const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const dateTime = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' });

/** `14 h 02`, in Paris. */
export function hourOf(instant: Date): string {
  return time.format(instant).replace(':', ' h ');
}

/** « il y a 40 s » under a day, the date in full beyond. */
export function ago(instant: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1000));
  if (seconds < 60) return `il y a ${seconds} s`;
  if (seconds < 3600) return `il y a ${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `il y a ${Math.floor(seconds / 3600)} h`;
  return dateTime.format(instant);
}
