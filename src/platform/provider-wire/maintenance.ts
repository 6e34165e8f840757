import { parisClock } from '../../core/dates/paris-clock.ts';
import type { DailyWindow } from '../../core/provider.ts';

const DAY_MINUTES = 24 * 60;

/** Seconds until the end of the declared window that `nowMs` is in, or null outside them. Europe/Paris. */
export function secondsOfMaintenanceLeft(windows: readonly DailyWindow[], nowMs: number): number | null {
  if (windows.length === 0) return null;
  const minute = parisClock(nowMs).minutesOfDay;
  for (const window of windows) {
    const from = minutesOf(window.from);
    const length = (minutesOf(window.to) - from + DAY_MINUTES) % DAY_MINUTES;
    const elapsed = (minute - from + DAY_MINUTES) % DAY_MINUTES;
    if (elapsed < length) return (length - elapsed) * 60 - (Math.floor(nowMs / 1000) % 60);
  }
  return null;
}

function minutesOf(time: DailyWindow['from']): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
