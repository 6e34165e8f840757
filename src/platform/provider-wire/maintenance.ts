import { minutesLeft } from '../../core/daily-window.ts';
import { parisClock } from '../../core/dates/paris-clock.ts';
import type { DailyWindow } from '../../core/provider.ts';

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
