import { parisClock } from './dates/paris-clock.ts';
import type { DailyWindow } from './provider.ts';

const DAY_MINUTES = 24 * 60;

/** Minutes left of the window that a minute of the day in Paris is in; null outside them. */
export function minutesLeft(windows: readonly DailyWindow[], minuteOfDay: number): number | null {
  for (const window of windows) {
    const from = minutesOf(window.from);
    const length = (minutesOf(window.to) - from + DAY_MINUTES) % DAY_MINUTES;
    const elapsed = (minuteOfDay - from + DAY_MINUTES) % DAY_MINUTES;
    if (elapsed < length) return length - elapsed;
  }
  return null;
}

/** The instant is within a window that the provider announces. */
export function isWithin(windows: readonly DailyWindow[], instant: Date): boolean {
  return windows.length > 0 && minutesLeft(windows, parisClock(instant.getTime()).minutesOfDay) !== null;
}

function minutesOf(time: DailyWindow['from']): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
