import type { Endpoint } from '../../core/endpoint.ts';
import { staleAfterMs } from '../service-states.ts';
import type { AlertInput, AlertKind, Finding } from './alert-kind.ts';
import { counted, momentOf, named } from './words.ts';

const MINUTE_MS = 60_000;
const GENRE = 'sonde';

/** Probes that are missing: what the pages show may not be true any more, and nobody would know of an outage. */
export const silentProber: AlertKind = {
  genre: GENRE,
  label: 'Sonde absente',
  seenBy: 'worker',
  gatherMs: MINUTE_MS,
  tellsEnd: true,
  look: (input) => new Map([[GENRE, findingOf(input)]]),
  title: ({ started, changed, ended }) => {
    const [alert] = [...started, ...changed];
    if (alert === undefined)
      return `La sonde passe de nouveau : ${counted(ended[0]?.endpoints.length ?? 0, 'endpoint')}`;
    const how = alert.forme === 'arret' ? 'La sonde ne passe plus' : 'La sonde ne passe plus partout';
    return `${how} : ${counted(alert.endpoints.length, 'endpoint')}`;
  },
  ending: 'passe de nouveau',
  toLookAt:
    'le processus qui sonde (variable SONDES, rôle de la sonde), ses journaux (« tâche en échec », tâche « sondes »), et l’adresse qu’il appelle (SONDES_URL).',
  endsWhen: 'la sonde passe de nouveau ; un message le dira.',
};

interface LastProbe {
  readonly endpoint: Endpoint;
  readonly at: number;
}

/** An endpoint that was never probed is not missed: nobody has begun to watch it. */
function findingOf(input: AlertInput): Finding {
  const last = input.endpoints.flatMap((endpoint): LastProbe[] => {
    const at = input.probes.get(endpoint.name)?.at(-1)?.faite_le.getTime();
    return at === undefined ? [] : [{ endpoint, at }];
  });
  const now = input.now.getTime();
  const late = last.filter(({ endpoint, at }) => now - at > staleAfterMs(endpoint));
  if (late.length === 0) return last.length === 0 ? 'inconnu' : 'rien';
  const awake = input.awakeSince.getTime();
  const missed = late.filter(({ endpoint }) => now - awake > staleAfterMs(endpoint));
  if (missed.length === 0) return 'inconnu';
  return isStopped(last, now) ? stopped(last) : missing(missed);
}

/** Nothing at all was probed for so long that the most watched endpoint is late: the others will be. */
function isStopped(last: readonly LastProbe[], now: number): boolean {
  const shortest = Math.min(...last.map(({ endpoint }) => staleAfterMs(endpoint)));
  return last.every(({ at }) => now - at > shortest);
}

function stopped(last: readonly LastProbe[]): Finding {
  const latest = new Date(Math.max(...last.map(({ at }) => at)));
  return finding('arret', last, `aucune sonde depuis le ${momentOf(latest)}`, latest);
}

function missing(late: readonly LastProbe[]): Finding {
  const earliest = new Date(Math.min(...late.map(({ at }) => at)));
  const each = late.map(({ endpoint, at }) => `${named(endpoint)}, vu le ${momentOf(new Date(at))}`);
  return finding('retard', late, `sondes attendues et non faites : ${each.join(' ; ')}`, earliest);
}

function finding(forme: string, probes: readonly LastProbe[], texte: string, depuis: Date): Finding {
  const endpoints = probes.map(({ endpoint }) => endpoint.name);
  return { forme, groupe: GENRE, sujet: 'La sonde', texte, endpoints, depuis };
}
