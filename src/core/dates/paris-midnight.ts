import { type CalendarDay, parseIsoDay, utcMidnightMs } from './calendar.ts';
import { parisWallMs } from './paris-clock.ts';

const CACHE_CEILING = 8192;
const cache = new Map<string, number>();

/**
 * Unix seconds at midnight Europe/Paris of a day given as `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm…` (the hour is ignored),
 * negative before 1970; null when there is no such day. Source: endpoints.yaml, type `epoch s`.
 */
export function parisMidnight(isoDate: string): number | null {
  const calendarDay = parseIsoDay(isoDate);
  if (calendarDay === null) return null;
  const key = isoDate.slice(0, 'YYYY-MM-DD'.length);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  const seconds = midnightSeconds(calendarDay);
  remember(key, seconds);
  return seconds;
}

function midnightSeconds(calendarDay: CalendarDay): number {
  const utcMs = utcMidnightMs(calendarDay);
  const guessMs = utcMs - offsetMs(utcMs);
  // The clock may have changed between the guess and the answer: the offset in force at the guess is the right one.
  return (utcMs - offsetMs(guessMs)) / 1000;
}

function offsetMs(instantMs: number): number {
  return parisWallMs(instantMs) - instantMs;
}

function remember(day: string, seconds: number): void {
  if (cache.size >= CACHE_CEILING) {
    const oldest = cache.keys().next();
    if (oldest.done !== true) cache.delete(oldest.value);
  }
  cache.set(day, seconds);
}
