import type { EtatJeton } from '../../core/etat-jeton.ts';
import type { QualiteJeton } from '../../records/jetons-de-compte.ts';
import { dateTimeOf, dayOf, lengthOf } from './dates.ts';

/** The state of a token, the same on every page: its badge, and what comes before its end. */
export const etatJetonWords = {
  actif: { tone: 'success', label: 'Actif' },
  fin_proche: { tone: 'warning', label: 'Fin proche' },
  retrait_prevu: { tone: 'warning', label: 'Retrait prévu' },
  expire: { tone: 'error', label: 'Expiré' },
  retire: { tone: 'error', label: 'Retiré' },
} as const satisfies Record<EtatJeton, object>;

/** As what one sees a token. */
export const qualiteWords: Readonly<Record<QualiteJeton, string>> = {
  demandeur: 'Vous en êtes le demandeur',
  contact_technique: 'Vous en êtes le contact technique',
  contact_metier: 'Vous en êtes le contact métier',
};

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30.4375;
/** Under that, days are counted; beyond, months say more. */
const IN_MONTHS_DAYS = 91;

/** « 12 h », « 28 jours », « 5 mois environ »: what is left of something, or what has passed. */
export function timeLeft(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY_MS);
  if (days < 1) return lengthOf(milliseconds);
  if (days < IN_MONTHS_DAYS) return `${days} jour${days > 1 ? 's' : ''}`;
  return `${Math.round(days / MONTH_DAYS)} mois environ`;
}

/** When a token stops, or has stopped: « Valable jusqu’au 1er juin 2028 ». */
export function endWords(etat: EtatJeton, fin: Date): string {
  const sentences: Readonly<Record<EtatJeton, string>> = {
    actif: `Valable jusqu’au ${dayOf(fin)}`,
    fin_proche: `Valable jusqu’au ${dateTimeOf(fin)}`,
    retrait_prevu: `Fonctionne jusqu’au ${dateTimeOf(fin)}`,
    expire: `Expiré depuis le ${dayOf(fin)}`,
    retire: `Retiré le ${dateTimeOf(fin)}`,
  };
  return sentences[etat];
}

const digits = new Intl.NumberFormat('fr-FR');
const percent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });

export function callsWords(count: number): string {
  return `${digits.format(count)} appel${count > 1 ? 's' : ''}`;
}

/** The share of answers 5xx, and of how many calls; nothing to say without a call. */
export function failuresWords(pannes: number, appels: number): string {
  if (appels === 0) return 'Aucun appel';
  if (pannes === 0) return 'Aucune';
  return `${percent.format(pannes / appels)} (${digits.format(pannes)} sur ${digits.format(appels)})`;
}
