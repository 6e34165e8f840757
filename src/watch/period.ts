import { addCalendarMonths } from '../core/dates/durations.ts';

const FORM = /^(\d{1,4})([yYMwWdDhHms])$/;
const MAX_YEARS = 10;

/** Milliseconds of the units that always last the same. */
const lengths: Readonly<Record<string, number>> = {
  w: 7 * 86_400_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
};

/**
 * The instant at which a period such as `1y`, `2M`, `3w`, `4d`, `5h`, `6m` or `7s` begins when it ends now; null when it is not
 * one (DECISIONS « Watchdoge » : 1 to 4 digits, not zero, one unit, ten years at most).
 */
export function periodStart(text: string, now: Date): Date | null {
  const [, digits = '', unit = ''] = FORM.exec(text) ?? [];
  const amount = Number(digits);
  if (amount === 0) return null;
  const start = minus(now, amount, unit);
  return start < addCalendarMonths(now, -12 * MAX_YEARS) ? null : start;
}

function minus(now: Date, amount: number, unit: string): Date {
  if (unit === 'M') return addCalendarMonths(now, -amount);
  if (unit === 'y' || unit === 'Y') return addCalendarMonths(now, -12 * amount);
  return new Date(now.getTime() - amount * (lengths[unit.toLowerCase()] ?? 0));
}
