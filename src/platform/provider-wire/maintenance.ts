import { parisClock } from '../../core/dates/paris-clock.ts';
import type { DailyWindow } from '../../core/provider.ts';

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;

/**
 * Tells how many seconds are left of the declared window that an instant is in, or null outside them. Europe/Paris.
 * The hour in Paris is worked out once a minute, not once a call.
 */
export function createMaintenance(windows: readonly DailyWindow[]): (nowMs: number) => number | null {
  if (windows.length === 0) return () => null;
  let minute = Number.NaN;
  let left: number | null = null;
  return (nowMs) => {
    const current = Math.floor(nowMs / MINUTE_MS);
    if (current !== minute) {
      minute = current;
      left = minutesLeft(windows, parisClock(nowMs).minutesOfDay);
    }
    return left === null ? null : left * 60 - (Math.floor(nowMs / 1000) % 60);
  };
}

function minutesLeft(windows: readonly DailyWindow[], minuteOfDay: number): number | null {
  for (const window of windows) {
    const from = minutesOf(window.from);
    const length = (minutesOf(window.to) - from + DAY_MINUTES) % DAY_MINUTES;
    const elapsed = (minuteOfDay - from + DAY_MINUTES) % DAY_MINUTES;
    if (elapsed < length) return length - elapsed;
  }
  return null;
}

function minutesOf(time: DailyWindow['from']): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
