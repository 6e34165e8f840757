import { addCalendarMonths } from '../core/dates/durations.ts';

const DAY_MS = 86_400_000;
const DAYS = 15;
const MONTHS = 6;

/** A draft that has not changed since before then is recalled, once. */
export const brouillonOublieAvant = (now: Date): Date => new Date(now.getTime() - DAYS * DAY_MS);

/** Precisions that have been waited for since before then are recalled. */
export const precisionsOublieesAvant = (now: Date): Date => addCalendarMonths(now, -MONTHS);

/** A request recalled before then, and still without an answer, is put away. */
export const relanceSansReponseAvant = (now: Date): Date => new Date(now.getTime() - DAYS * DAY_MS);

export const archivageApresRelance = (relance: Date): Date => new Date(relance.getTime() + DAYS * DAY_MS);
