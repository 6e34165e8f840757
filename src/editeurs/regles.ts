import { parisClock } from '../core/dates/paris-clock.ts';
import { parisMidnight } from '../core/dates/paris-midnight.ts';
import { noticeDays } from '../core/terms.ts';
import type { Mesure } from '../records/habilitations-deleguees.ts';

const DAY_MS = 86_400_000;

/** How long an ask waits for its answer; a number is not asked again before. */
export const DEMANDE_JOURS = 30;
/** Asks of one editor in 24 hours: numbers follow each other, and are not to be tried one by one. */
export const DEMANDES_PAR_JOUR = 20;
/** A token whose end is nearer is told as ending soon: its first notice has left. */
export const [ECHEANCE_JOURS] = noticeDays;
/** Over how many days calls are counted, today being one. */
export const APPELS_JOURS = 7;
export const DETAIL_JOURS = 8;
/** Suffers what has so many calls refused (429), or failed (5xx), and such a share of all its calls. */
export const SEUIL = { echecs: 10, part: 0.05 } as const;

export const joursAvant = (now: Date, jours: number): Date => new Date(now.getTime() - jours * DAY_MS);
export const joursApres = (now: Date, jours: number): Date => joursAvant(now, -jours);

/** The beginning, in Paris, of the first of so many days of which today is the last. */
export function debutDe(now: Date, jours: number): Date {
  // At noon, whatever the length of the days between.
  const noon = (parisMidnight(parisClock(now.getTime()).date) ?? 0) * 1000 + DAY_MS / 2;
  const first = parisClock(noon - (jours - 1) * DAY_MS).date;
  return new Date((parisMidnight(first) ?? 0) * 1000);
}

/** Calls of seven days, and what share of failures makes a right suffer. */
export function mesureDe(now: Date): Mesure {
  return { depuis: debutDe(now, APPELS_JOURS), seuil: SEUIL };
}

/** The Monday of its week in Paris, as `YYYY-MM-DD`. */
export function lundiDe(now: Date): string {
  return parisClock(debutDe(now, parisClock(now.getTime()).weekday).getTime()).date;
}
