import type { Endpoint } from '../../core/endpoint.ts';
import { staleAfterMs } from '../service-states.ts';
import type { AlertInput, AlertKind, Finding } from './alert-kind.ts';
import { counted, momentOf, named } from './words.ts';

const MINUTE_MS = 60_000;

/** Probes that are missing: what the pages show may not be true any more, and nobody would know of an outage. */
export const silentProber: AlertKind = {
  genre: 'sonde',
  gatherMs: MINUTE_MS,
  tellsEnd: true,
  look: (input) => new Map(input.endpoints.map((endpoint) => [endpoint.name, findingOf(input, endpoint)])),
  title: ({ started, ended }) =>
    started.length > 0
      ? `La sonde ne passe plus : ${counted(started.length, 'endpoint')}`
      : `La sonde passe de nouveau : ${counted(ended.length, 'endpoint')}`,
  ending: 'sondé de nouveau',
  toLookAt:
    'le processus qui sonde (variable SONDES, rôle de la sonde), ses journaux (« tâche en échec », tâche « sondes »), et l’adresse qu’il appelle (SONDES_URL).',
  endsWhen: 'la sonde passe de nouveau ; un message le dira.',
};

/** An endpoint that was never probed is not missed: nobody has begun to watch it. */
function findingOf({ probes, now, awakeSince }: AlertInput, endpoint: Endpoint): Finding {
  const last = probes.get(endpoint.name)?.at(-1);
  if (last === undefined) return 'inconnu';
  const waitedSince = Math.max(last.faite_le.getTime(), awakeSince.getTime());
  const isOld = now.getTime() - last.faite_le.getTime() > staleAfterMs(endpoint);
  if (!isOld) return 'rien';
  if (now.getTime() - waitedSince <= staleAfterMs(endpoint)) return 'inconnu';
  return {
    forme: 'muette',
    groupe: 'sonde',
    sujet: named(endpoint),
    texte: `dernière sonde le ${momentOf(last.faite_le)}, attendue toutes les ${endpoint.watch.everyMinutes} min`,
    endpoints: [endpoint.name],
    depuis: last.faite_le,
  };
}
