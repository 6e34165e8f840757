import { type FailureKind, statusOfKind } from '../../core/failure-kind.ts';

type Outcome = readonly [status: number, what: string, wayOut: string];

/** What a way of failing means to whoever called, and what to do of it. */
const failures: Readonly<Record<FailureKind, readonly [what: string, wayOut: string]>> = {
  moved: [
    'L’entité a changé d’identifiant.',
    'Rappelez avec l’identifiant donné par `Location` et par le corps de la réponse, votre jeton dans l’en-tête ; corrigez votre fichier.',
  ],
  bad_request: [
    'La requête n’est pas correctement formée, ou porte deux jetons différents.',
    'Corrigez la construction de l’adresse et des en-têtes.',
  ],
  unauthenticated: [
    'Le jeton manque, n’est pas reconnu, a expiré ou a été révoqué.',
    'Lisez le code d’erreur : il distingue les trois cas. Ne réessayez pas avant d’avoir changé le jeton.',
  ],
  forbidden: [
    'Le jeton est bon, mais il ne donne pas droit à cette donnée.',
    'Comparez avec [la liste de ses droits](#droits-du-jeton), puis [élargissez votre habilitation](#elargir-ses-droits).',
  ],
  not_found: [
    'L’identifiant n’existe pas, sort du périmètre de la donnée, ou le fournisseur n’a rien à son sujet. C’est aussi la réponse à une adresse qui n’existe pas.',
    'C’est une réponse, pas une panne : dites-le à l’agent, ne réessayez pas en boucle.',
  ],
  method_refused: ['Le service se consulte seulement.', 'Employez `GET`, ou `HEAD` pour les en-têtes seuls.'],
  unprocessable: [
    'Un identifiant, une option ou un paramètre de traçabilité manque ou n’a pas la bonne forme.',
    'Corrigez : toutes les fautes sont données en une fois.',
  ],
  too_many: [
    'La limite d’appels de la période est atteinte.',
    'Attendez le nombre de secondes de `Retry-After`, puis reprenez. [Insister fait bannir](#bannissement).',
  ],
  legal: [
    'L’entité s’est opposée à la diffusion de ses informations, ou l’INSEE les réserve.',
    'Voyez [ce que permet l’option](#entites-non-diffusibles).',
  ],
  internal: [
    'Nous avons failli.',
    'Réessayez une fois, plus tard. Si l’erreur dure, transmettez-nous l’en-tête `X-Request-Id`.',
  ],
  provider_error: [
    'Le fournisseur de la donnée a répondu par une erreur, ou par quelque chose d’inutilisable.',
    'Passez en [mode dégradé](#mode-degrade), réessayez plus tard.',
  ],
  provider_unavailable: [
    'Le fournisseur, plus rarement notre service, est arrêté, injoignable ou en maintenance.',
    'Respectez `Retry-After` s’il est donné ; d’ici là, [mode dégradé](#mode-degrade).',
  ],
  provider_timeout: [
    'Le fournisseur n’a pas tout envoyé dans le délai que nous lui laissons.',
    'Réessayez une fois ; au-delà, [mode dégradé](#mode-degrade).',
  ],
};

const successes: readonly Outcome[] = [
  [200, 'La réponse est complète.', 'Lisez-la.'],
  [
    206,
    'La réponse est incomplète : une partie n’a pas pu être obtenue.',
    'Servez-vous du reste ; `_indisponible` dit ce qui manque. Voyez [lire une réponse](#reponse-incomplete).',
  ],
];

/** A document whose address is over: it is not an answer of an endpoint. */
const gone: Outcome = [
  410,
  'L’adresse d’un document a expiré.',
  'Refaites l’appel qui l’avait donnée. Voyez [les documents](#documents).',
];

/** Every way a call can end, in the order of its status; in the Markdown of the guide. */
export const outcomes: readonly Outcome[] = [...successes, ...failureOutcomes(), gone].sort(([a], [b]) => a - b);

/** Every status that a caller may see. */
export const seenStatuses: readonly number[] = outcomes.map(([status]) => status);

function failureOutcomes(): Outcome[] {
  const words = new Map<string, readonly [string, string]>(Object.entries(failures));
  return Object.entries(statusOfKind).map(([kind, status]): Outcome => [status, ...(words.get(kind) ?? ['', ''])]);
}
