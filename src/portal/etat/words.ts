import type { ServiceState, State } from '../../watch/service-states.ts';

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

/** « 29 services sur 31 fonctionnent », or what deserves to be said first. */
export function summary(services: readonly Pick<ServiceState, 'state' | 'isStale'>[]): string {
  const states = services.map(({ state }) => state);
  const working = states.filter((state) => state === 'up' || state === 'incomplet').length;
  if (services.some(({ isStale }) => isStale) && states.every((state) => state === 'inconnu'))
    return 'L’état des services n’est plus connu';
  if (states.every((state) => state === 'inconnu')) return 'Premières vérifications en cours';
  if (working === states.length) return 'Tous les services fonctionnent';
  if (states.every((state) => state === 'down')) return 'Aucun service ne fonctionne';
  return `${working} service${working > 1 ? 's' : ''} sur ${states.length} fonctionne${working > 1 ? 'nt' : ''}`;
}
