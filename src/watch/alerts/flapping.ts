import type { Endpoint } from '../../core/endpoint.ts';
import type { AlertInput, AlertKind, Finding } from './alert-kind.ts';
import { stateOutsideWindows } from './state-outside-windows.ts';
import { named, providerName } from './words.ts';

/** More changes than this within an hour are told once, then left to the digest. */
const CHANGES_MAX = 3;
const HOUR_MS = 3_600_000;
const GENRE = 'instable';

/** An endpoint that comes and goes. */
export const flapping: AlertKind = {
  genre: GENRE,
  label: 'Service instable',
  seenBy: 'worker',
  gatherMs: 0,
  tellsEnd: false,
  look: (input) => new Map(input.endpoints.map((endpoint) => [endpoint.name, findingOf(input, endpoint)])),
  title: ({ groupe, started }) => `${groupe} : ${started.map(({ sujet }) => sujet).join(', ')} instable`,
  ending: 'stable depuis une heure',
  toLookAt:
    'le fournisseur est sans doute en train de redémarrer, ou l’un de ses serveurs est malade ; la page de l’état des services montre ses dernières 24 heures.',
  endsWhen:
    'aucun changement en une heure. D’ici là ses changements ne sont plus annoncés un par un : le bilan de 8 h les dira.',
};

/** Once unstable, an endpoint is so until an hour has passed without a change. */
export function isUnstable(input: AlertInput, endpoint: Endpoint): boolean {
  const changes = changesLastHour(input, endpoint).length;
  const known = input.open.some(({ genre, objet }) => genre === GENRE && objet === endpoint.name);
  return known ? changes > 0 : changes > CHANGES_MAX;
}

function changesLastHour(input: AlertInput, endpoint: Endpoint): readonly Date[] {
  const changes = stateOutsideWindows(input, endpoint)?.changes ?? [];
  return changes.filter((at) => input.now.getTime() - at.getTime() < HOUR_MS);
}

function findingOf(input: AlertInput, endpoint: Endpoint): Finding {
  if (!isUnstable(input, endpoint)) return 'rien';
  const changes = changesLastHour(input, endpoint);
  return {
    forme: GENRE,
    groupe: providerName(endpoint),
    sujet: named(endpoint),
    texte: `a changé d’état ${changes.length} fois en une heure`,
    endpoints: [endpoint.name],
    depuis: changes[0] ?? input.now,
  };
}
