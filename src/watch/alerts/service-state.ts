import type { Endpoint } from '../../core/endpoint.ts';
import type { AlertInput, AlertKind, Finding, Told } from './alert-kind.ts';
import { isUnstable } from './flapping.ts';
import { stateOutsideWindows } from './state-outside-windows.ts';
import { counted, momentOf, named, providerName, stateWords } from './words.ts';

const MINUTE_MS = 60_000;

/** An endpoint does not answer, or not wholly; one message for all those of a provider. */
export const serviceState: AlertKind = {
  genre: 'etat',
  label: 'Service en panne',
  seenBy: 'worker',
  gatherMs: MINUTE_MS,
  tellsEnd: true,
  look: (input) => new Map(input.endpoints.map((endpoint) => [endpoint.name, findingOf(input, endpoint)])),
  title,
  ending: 'de nouveau en service',
  toLookAt:
    'le code vu (503 ou 504 : le fournisseur ne répond pas ; 502 : il répond autre chose que prévu ; 500 : nous), puis « npm run -s apie -- sonder ENDPOINT », qui dit la durée de chaque étape.',
  endsWhen: 'deux sondes sur trois reçoivent de nouveau une réponse complète ; un message le dira.',
};

function findingOf(input: AlertInput, endpoint: Endpoint): Finding {
  if (isUnstable(input, endpoint)) return 'inconnu';
  const confirmed = stateOutsideWindows(input, endpoint);
  if (confirmed === null) return 'inconnu';
  const { state, since, codes } = confirmed;
  if (state === 'up') return 'rien';
  const seen = `${codes.length > 1 ? 'codes vus' : 'code vu'} : ${codes.join(', ')}`;
  return {
    forme: state,
    groupe: providerName(endpoint),
    sujet: named(endpoint),
    texte: `${stateWords[state]} depuis le ${momentOf(since)} (${seen})`,
    endpoints: [endpoint.name],
    depuis: since,
  };
}

function title({ groupe, started, changed, ended }: Told): string {
  const worse = [...started, ...changed];
  if (worse.length === 0) return `${groupe} : ${whom(ended)} de nouveau en service`;
  const states = new Set(worse.map(({ forme }) => forme));
  const how = states.size > 1 ? 'en difficulté' : states.has('down') ? 'en panne' : 'à réponses incomplètes';
  return `${groupe} : ${whom(worse)} ${how}`;
}

const whom = (alerts: Told['started']): string =>
  alerts.length === 1 ? (alerts[0]?.sujet ?? '') : counted(alerts.length, 'endpoint');
