import type { ServiceState } from '../../watch/service-states.ts';

/** « 29 services sur 31 fonctionnent », or what deserves to be said first. */
export function summary(services: readonly Pick<ServiceState, 'state' | 'isStale'>[]): string {
  const states = services.map(({ state }) => state);
  const working = states.filter((state) => state === 'up' || state === 'incomplet').length;
  if (services.some(({ isStale }) => isStale) && states.every((state) => state === 'inconnu'))
    return 'L’état des services n’est plus connu';
  if (states.every((state) => state === 'inconnu')) return 'Premières vérifications en cours';
  if (working === states.length) return 'Tous les services fonctionnent';
  if (states.every((state) => state === 'down')) return 'Aucun service ne fonctionne';
  const told = `${working} service${working > 1 ? 's' : ''} sur ${states.length} fonctionne${working > 1 ? 'nt' : ''}`;
  const away = states.filter((state) => state === 'maintenance').length;
  return away === 0 ? told : `${told}, ${away} en maintenance`;
}
