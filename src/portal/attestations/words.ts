import type { ServiceConsultable } from '../../attestations/consultable.ts';
import type { GenreIdentifiant } from '../../attestations/identifiant.ts';
import type { Reponse } from '../../attestations/reponse.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import { generalErrors, providerErrors } from '../../core/error-catalogue.ts';
import { hourOf } from '../shared/dates.ts';
import { providerOf } from '../shared/service-lists.ts';

type Tone = 'success' | 'warning' | 'error' | 'info' | 'plain';

/** What came of one service, for someone who has no software. */
export interface State {
  readonly tone: Tone;
  readonly label: string;
  readonly what: string;
}

const genreWords: Readonly<Record<GenreIdentifiant, string>> = { siren: 'SIREN', siret: 'SIRET', rna: 'numéro RNA' };

/** « un SIREN », « un SIRET ou un numéro RNA »: a SIRET says its SIREN too. */
export function takes({ genres }: ServiceConsultable): string {
  return genres.map((genre) => `un ${genreWords[genre]}`).join(' ou ');
}

export function stateOf(service: ServiceConsultable, reponse: Reponse, at: Date): State {
  const provider = providerOf(service.endpoint);
  switch (reponse.genre) {
    case 'donnees':
      return reponse.statut === 206
        ? {
            tone: 'warning',
            label: 'Incomplet',
            what: `Une partie n’a pas pu être obtenue de ${provider}. Le reste est exact ; recommencez plus tard pour l’avoir en entier.`,
          }
        : { tone: 'success', label: 'Disponible', what: '' };
    case 'remplace':
      return {
        tone: 'warning',
        label: 'Identifiant remplacé',
        what: 'Cette entité a changé d’identifiant. Recommencez avec le nouveau, que donne l’Annuaire des entreprises.',
      };
    case 'muette':
      return {
        tone: 'error',
        label: 'Sans réponse',
        what: 'Le service n’a pas répondu à temps, ou la connexion s’est fermée. Recommencez dans quelques minutes.',
      };
    case 'refus':
      return refusal(service, reponse, at);
  }
}

type Refus = Extract<Reponse, { genre: 'refus' }>;

function refusal(
  { endpoint, estDocument }: ServiceConsultable,
  { statut, reessayerDans, phrases }: Refus,
  at: Date,
): State {
  const provider = providerOf(endpoint);
  const again = againWords(reessayerDans, at);
  const said = ownWords(endpoint, phrases);
  switch (statut) {
    case 404:
      return {
        tone: 'info',
        label: 'Inconnu ou non concerné',
        what: said ?? notFound(provider, estDocument),
      };
    case 451:
      return {
        tone: 'warning',
        label: 'Non diffusible',
        what: 'Cette entité s’est opposée à la diffusion de ses informations, ou l’INSEE les réserve : elles ne peuvent pas vous être données ici. Demandez-les à l’entité elle-même.',
      };
    case 422:
      return {
        tone: 'error',
        label: 'Refusé',
        what: said ?? (phrases.join(' ') || 'Ce qui est demandé n’a pas la bonne forme.'),
      };
    case 401:
      return {
        tone: 'error',
        label: 'Jeton refusé',
        what: 'Le jeton de cette habilitation vient d’expirer ou d’être retiré. Prévenez la personne qui a fait la demande d’accès : elle seule peut y remédier.',
      };
    case 403:
      return {
        tone: 'error',
        label: 'Non permis',
        what: 'Cette habilitation ne permet plus cette consultation. La personne qui a fait la demande d’accès peut la compléter.',
      };
    case 429:
      return {
        tone: 'warning',
        label: 'Limite atteinte',
        what: `Trop de consultations en peu de temps sous cette habilitation. Recommencez ${again}.`,
      };
    case 504:
      return { tone: 'error', label: 'Trop lent', what: `${provider} n’a pas répondu à temps. Recommencez ${again}.` };
    case 503:
      return {
        tone: 'error',
        label: 'Indisponible',
        what: said ?? `${provider} est indisponible en ce moment. Recommencez ${again}.`,
      };
    case 502:
      return {
        tone: 'error',
        label: 'Réponse inutilisable',
        what:
          said ??
          `${provider} a répondu par une erreur, ou par ${estDocument ? 'un document illisible' : 'des données illisibles'}. Recommencez ${again}.`,
      };
    default:
      return {
        tone: 'error',
        label: 'Échec',
        what: `Une erreur est survenue chez nous. Recommencez ${again} ; si elle dure, signalez-la au support.`,
      };
  }
}

function notFound(provider: string, estDocument: boolean): string {
  const what = estDocument ? 'ce document' : 'ces informations';
  return `${provider} ne connaît pas cet identifiant, ou l’entité n’est pas concernée par ${what}. Cela ne permet pas de conclure qu’elle n’est pas en règle.`;
}

function againWords(seconds: number | null, at: Date): string {
  if (seconds === null) return 'dans quelques minutes';
  if (seconds < 60) return `dans ${seconds} secondes`;
  return `après ${hourOf(new Date(at.getTime() + (seconds + 59) * 1000))}`;
}

/** The sentence that a room has of its own; null when it is the one of every provider, written for software. */
function ownWords({ providers }: Endpoint, phrases: readonly string[]): string | null {
  const common = [
    ...Object.values(generalErrors).map(({ sentence }) => sentence),
    ...providers.flatMap(({ name }) => Object.values(providerErrors).map(({ sentence }) => sentence(name))),
  ];
  const own = phrases.filter((phrase) => !common.some((one) => one === phrase));
  return own.length === 0 ? null : own.join(' ');
}

/** The result of a look-up, as a list tells it. */
export function resultWords(statut: number | null): string {
  if (statut === null) return 'Sans réponse';
  return results.get(statut) ?? (statut >= 500 ? 'Échec' : 'Refusé');
}

const results = new Map<number, string>([
  [200, 'Obtenu'],
  [206, 'Obtenu en partie'],
  [301, 'Identifiant remplacé'],
  [404, 'Inconnu ou non concerné'],
  [429, 'Limite atteinte'],
  [451, 'Non diffusible'],
  [502, 'Réponse inutilisable'],
  [503, 'Indisponible'],
  [504, 'Trop lent'],
]);

/** « 123 Ko », « 1,2 Mo ». */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} Ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`;
}

/** An identifier as it is read: in threes. */
export function spaced(identifiant: string): string {
  const parts = /^(\d{3})(\d{3})(\d{3})(\d{5})?$/.exec(identifiant);
  return parts === null
    ? identifiant
    : parts
        .slice(1)
        .filter((part) => part !== undefined)
        .join('\u00a0');
}
