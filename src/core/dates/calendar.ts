/** A day of the Gregorian calendar: year 1 to 9999, month 1 to 12, day 1 to 31. */
export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:$|T\d{2}:\d{2})/;

const MOIS = [
  'JANVIER',
  'FEVRIER',
  'MARS',
  'AVRIL',
  'MAI',
  'JUIN',
  'JUILLET',
  'AOUT',
  'SEPTEMBRE',
  'OCTOBRE',
  'NOVEMBRE',
  'DECEMBRE',
];

/** Reads the day of `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm…` (the forms INSEE sends); null when there is no such day. */
export function parseIsoDay(raw: string): CalendarDay | null {
  const match = ISO_DAY.exec(raw);
  if (match === null) return null;
  const calendarDay = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return exists(calendarDay) ? calendarDay : null;
}

/** Unix milliseconds of a day at midnight UTC. */
export function utcMidnightMs({ year, month, day }: CalendarDay): number {
  // Date.UTC would read the years 1 to 99 as 1901 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** `04 JANVIER 2021`: capitals without accents, as Infogreffe prints a date; null when there is no such day. */
export function frenchDate(isoDate: string): string | null {
  const calendarDay = parseIsoDay(isoDate);
  if (calendarDay === null) return null;
  const { year, month, day } = calendarDay;
  return `${String(day).padStart(2, '0')} ${MOIS[month - 1]} ${String(year).padStart(4, '0')}`;
}

function exists(calendarDay: CalendarDay): boolean {
  const { year, month, day } = calendarDay;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const date = new Date(utcMidnightMs(calendarDay));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
