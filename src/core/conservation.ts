import { addCalendarMonths } from './dates/durations.ts';
import { traceMonths } from './terms.ts';

/** So long: in calendar months, or in days. */
type Duree = { readonly mois: number } | { readonly jours: number };

const DAY_MS = 86_400_000;

/**
 * How long what concerns people is kept. All there is: upkeep enforces it, the page `/donnees-personnelles` and one's own
 * `/compte/donnees` tell it, from here.
 */
export const conservation = {
  trace: { mois: traceMonths },
  /** Answers 401, counted by address. */
  appel_refuse: { mois: traceMonths },
  /** After the end of the token: who withdrew it, and why. */
  retrait_jeton: { mois: traceMonths },
  acte_administrateur: { mois: traceMonths },
  /** What an agent looked up on the site: as long as the trace of its call. */
  consultation: { mois: traceMonths },
  /** After the end that was set to it. */
  agent_habilite: { jours: 30 },
  /** After the last login. Whoever asks for access, or answers for a token, is not concerned. */
  compte_inutilise: { mois: 18 },
  /** How long before it is erased its holder is told. */
  preavis_compte: { jours: 30 },
  compte_non_verifie: { jours: 7 },
  invitation: { jours: 7 },
  /** After its last change; only when it was never sent. */
  brouillon: { mois: 6 },
  /**
   * Of requests refused, revoked or put away, and from the end of their last token: who is named in them, and their files; then the
   * rest.
   */
  personnes_demande: { mois: 18 },
  demande: { mois: 36 },
  /** A file of a request that lives on, once another has its place. */
  piece_remplacee: { mois: 18 },
  /** Who was told of the end of a token, and what was answered to prolong it. */
  fin_jeton: { mois: 18 },
  /** After its resolution: who reported, and his files; then the rest. */
  personnes_signalement: { mois: 18 },
  signalement: { mois: 36 },
  /** What was shown to an editor, or asked by one, once it is over. */
  delegation: { mois: 18 },
  adresse_signalement: { jours: 1 },
  /** After its last change, closed or not. */
  justification: { mois: traceMonths },
  /** A link that handed a token over, and each time that the value of a token was shown. */
  lien_jeton: { mois: 18 },
  abonnement_demande: { jours: 2 },
  abonnement_quitte: { jours: 30 },
  courriel: { jours: 90 },
} as const satisfies Readonly<Record<string, Duree>>;

type Conserve = keyof typeof conservation;

/** What is older than that has been kept long enough. */
export function keptSince(what: Conserve, now: Date): Date {
  return shifted(now, conservation[what], -1);
}

/** When what begins then has been kept long enough. */
export function keptUntil(what: Conserve, since: Date): Date {
  return shifted(since, conservation[what], 1);
}

function shifted(from: Date, duree: Duree, sign: 1 | -1): Date {
  if ('mois' in duree) return addCalendarMonths(from, sign * duree.mois);
  return new Date(from.getTime() + sign * duree.jours * DAY_MS);
}

/** Every duration in words, by the names that texts of the site leave a place for: `conserve_…`. */
export function durationsInWords(): Record<string, string> {
  const known = Object.keys(conservation).filter(isKept);
  return Object.fromEntries(known.map((what) => [`conserve_${what}`, dureeEnMots(what)]));
}

function isKept(name: string): name is Conserve {
  return Object.hasOwn(conservation, name);
}

/** As pages say it. */
export function dureeEnMots(what: Conserve): string {
  const duree: Duree = conservation[what];
  if ('mois' in duree) return `${duree.mois} mois`;
  return duree.jours === 1 ? '24 heures' : `${duree.jours} jours`;
}
