import { dateTimeOf } from '../shared/dates.ts';

const seconds = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'medium' });

/** What the headers of our answers say, value read; by name in lower case. */
const words: Readonly<Record<string, (value: string) => string>> = {
  'x-request-id': () => 'La référence de cet appel : gardez-la dans vos journaux, et donnez-la au support.',
  'x-error-code': () => 'Le code de l’erreur, à lire par votre programme.',
  'x-avertissement': (value) =>
    value
      .split(', ')
      .map((code) => warnings[code] ?? code)
      .join(' '),
  'x-document-expire-le': (value) => `L’adresse du document vaut jusqu’au ${instantOf(Date.parse(value))}.`,
  'ratelimit-limit': (value) => `Ce jeton peut faire ${value} appels par période, dans ce groupe.`,
  'ratelimit-remaining': (value) => `Il lui en reste ${value}.`,
  'ratelimit-reset': (value) => `La période finit à ${secondOf(Number(value) * 1000)} (heure de Paris).`,
  'ratelimit-policy': () => 'La limite, la durée de la période en secondes, et le nom du groupe.',
  'retry-after': (value) => `Attendez ${value} secondes avant de rappeler. Insister fait bannir votre adresse.`,
  location: () => 'L’adresse avec le nouvel identifiant, sans le jeton.',
  allow: () => 'Les méthodes permises.',
  'cache-control': () => 'Une réponse ne se garde pas en cache.',
  'content-type': () => 'Le format du corps.',
  'content-length': (value) => `La taille du corps : ${new Intl.NumberFormat('fr-FR').format(Number(value))} octets.`,
  'x-content-type-options': () => 'Le format annoncé est le bon : rien n’est à deviner.',
};

const warnings: Readonly<Record<string, string>> = {
  'recipient-non-siret': 'recipient n’est pas un SIRET : accepté, mais à corriger.',
  'object-trop-long': 'object a 50 caractères ou plus : accepté, mais à raccourcir.',
};

const instantOf = (instant: number): string => (Number.isNaN(instant) ? '?' : dateTimeOf(new Date(instant)));
const secondOf = (instant: number): string => (Number.isNaN(instant) ? '?' : seconds.format(instant));

/** Headers that an answer carries for our callers first, in the order in which one needs them. */
const order = Object.keys(words);

/** Null for what belongs to HTTP and its connections. */
export function headerWords(name: string, value: string): string | null {
  return words[name.toLowerCase()]?.(value) ?? null;
}

export function sortedHeaders(headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const rank = (name: string) => {
    const found = order.indexOf(name.toLowerCase());
    return found === -1 ? order.length : found;
  };
  return [...headers].sort(([a], [b]) => rank(a) - rank(b));
}
