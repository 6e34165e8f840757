import type { State } from '../../watch/service-states.ts';

/** The words of the state of a service, the same on every page. */
export const stateWords: Readonly<Record<State, string>> = {
  up: 'Fonctionne',
  incomplet: 'Réponses incomplètes',
  maintenance: 'En maintenance',
  down: 'En panne',
  inconnu: 'État inconnu',
};

/** « 29 services sur 31 fonctionnent », or what deserves to be said first. */
export function summary(states: readonly State[]): string {
  const working = states.filter((state) => state === 'up' || state === 'incomplet').length;
  if (states.every((state) => state === 'inconnu')) return 'Premières vérifications en cours';
  if (working === states.length) return 'Tous les services fonctionnent';
  const told = `${working} service${working > 1 ? 's' : ''} sur ${states.length} fonctionne${working > 1 ? 'nt' : ''}`;
  const away = states.filter((state) => state === 'maintenance').length;
  return away === 0 ? told : `${told}, ${away} en maintenance`;
}
