import { parisClock } from '../../../core/dates/paris-clock.ts';
import { DUREE_ERREUR } from '../../../core/paliers-duree.ts';
import type { Issue } from '../../../jetons/statistiques/bilan.ts';
import type { Periode } from '../../../jetons/statistiques/periodes.ts';
import { dayName, monthName } from '../../shared/availability.tsx';
import { hourOf, shortDayOf } from '../../shared/dates.ts';

export const periodeWords: Readonly<
  Record<Periode, { readonly label: string; readonly last: string; readonly unite: string }>
> = {
  '10min': { label: '10 minutes', last: '10 dernières minutes', unite: 'Minute' },
  '30h': { label: '30 heures', last: '30 dernières heures', unite: 'Heure' },
  '8j': { label: '8 jours', last: '8 derniers jours', unite: 'Jour' },
  '12mois': { label: '12 mois', last: '12 derniers mois', unite: 'Mois' },
};

export const issueWords: Readonly<Record<Issue, { readonly label: string; readonly codes: string }>> = {
  succes: { label: 'Succès', codes: '2xx' },
  sansDonnee: { label: 'Sans donnée', codes: '404' },
  vosErreurs: { label: 'Vos erreurs', codes: 'autres 4xx' },
  pannes: { label: 'Pannes', codes: '5xx' },
};

/** A unit of a period as its readers call it. */
export function trancheName(periode: Periode, debut: Date): string {
  const day = parisClock(debut.getTime()).date;
  switch (periode) {
    case '10min':
      return hourOf(debut);
    case '30h':
      return `${shortDayOf(debut).slice(0, 'JJ/MM'.length)}, ${hourOf(debut)}`;
    case '8j':
      return dayName(day);
    case '12mois':
      return monthName(day.slice(0, 'AAAA-MM'.length));
  }
}

const percents = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** « 97,4 % »; a share of nothing is none. */
export function shareOf(part: number, total: number): string {
  return total === 0 ? '–' : `${percents.format((100 * part) / total)}\u00A0%`;
}

/** How far a duration may be from the true one. */
export const ERREUR_PERCENT = Math.ceil(100 * DUREE_ERREUR);

/** « 85 ms », « 1,2 s ». */
export function lengthWords(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  if (milliseconds < 2) return 'moins de 2\u00A0ms';
  const isLong = milliseconds >= 1000;
  const value = Number((isLong ? milliseconds / 1000 : milliseconds).toPrecision(3));
  return `${String(value).replace('.', ',')}\u00A0${isLong ? 's' : 'ms'}`;
}
