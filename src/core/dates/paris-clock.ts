import { utcMidnightMs } from './calendar.ts';

/** The time on a wall in France: weekday 1 (Monday) to 7 (Sunday), minutes since midnight, date `YYYY-MM-DD`. */
export type ParisClock = { readonly weekday: number; readonly minutesOfDay: number; readonly date: string };

const WALL = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** Weekday, minutes of the day and date in Europe/Paris at an instant in Unix milliseconds (year 1 or later). */
export function parisClock(nowMs: number): ParisClock {
  const date = new Date(parisWallMs(nowMs));
  return {
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
    minutesOfDay: date.getUTCHours() * 60 + date.getUTCMinutes(),
    date: date.toISOString().slice(0, 10),
  };
}

/** What the clock shows in Paris at an instant, read as if it were UTC: Unix milliseconds, to the second below. */
export function parisWallMs(instantMs: number): number {
  const shown = new Map<string, number>();
  for (const { type, value } of WALL.formatToParts(instantMs)) shown.set(type, Number(value));
  const read = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const dayMs = utcMidnightMs({ year: read('year'), month: read('month'), day: read('day') });
  return dayMs + ((read('hour') * 60 + read('minute')) * 60 + read('second')) * 1000;
}
