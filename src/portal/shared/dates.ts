import { frenchDay } from '../../core/dates/french-day.ts';
import { parisClock } from '../../core/dates/paris-clock.ts';

const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });

/** « 17 octobre 2019 », « 1er mai 2020 », in Paris. */
export function dayOf(instant: Date): string {
  return frenchDay(instant);
}

const digits = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' });

/** `17/10/2019`, in Paris: for a column of dates. */
export function shortDayOf(instant: Date): string {
  return digits.format(instant);
}

/** `14 h 02`, in Paris. */
export function hourOf(instant: Date): string {
  return time.format(instant).replace(':', ' h ');
}

/** « 17 octobre 2019 à 14 h 02 », in Paris. */
export function dateTimeOf(instant: Date): string {
  return `${dayOf(instant)} à ${hourOf(instant)}`;
}

/** « il y a 40 s » under a day, the date in full beyond. */
export function ago(instant: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1000));
  if (seconds < 60) return `il y a ${seconds} s`;
  if (seconds < 3600) return `il y a ${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `il y a ${Math.floor(seconds / 3600)} h`;
  return dateTimeOf(instant);
}

/** « le 24 novembre 2026, de 22 h 00 à 23 h 30 », or from one day to another. */
export function spanOf(from: Date, to: Date): string {
  if (parisClock(from.getTime()).date === parisClock(to.getTime()).date)
    return `le ${dayOf(from)}, de ${hourOf(from)} à ${hourOf(to)}`;
  return `du ${dateTimeOf(from)} au ${dateTimeOf(to)}`;
}

/** « moins d’une minute », « 40 min », « 2 h 05 min », « 3 j 4 h ». */
export function lengthOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes === 0) return 'moins d’une minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return hours % 24 === 0 ? `${Math.floor(hours / 24)} j` : `${Math.floor(hours / 24)} j ${hours % 24} h`;
}
