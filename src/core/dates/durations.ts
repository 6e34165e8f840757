export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A signed whole number of units; at most a thousand years either way. */
export type Duration = { readonly amount: number; readonly unit: DurationUnit };

const FORM = /^([+-]?)(\d{1,12})([smhjdwMya])$/;

const LETTERS: ReadonlyMap<string, DurationUnit> = new Map<string, DurationUnit>([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['j', 'day'],
  ['d', 'day'],
  ['w', 'week'],
  ['M', 'month'],
  ['y', 'year'],
  ['a', 'year'],
]);

/** Months and years stand here for their longest length: only the ceiling uses them. */
const LONGEST_SECONDS: Readonly<Record<DurationUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 31 * 86_400,
  year: 366 * 86_400,
};

const CEILING_SECONDS = 1000 * LONGEST_SECONDS.year;

/** Reads `18M`, `1h`, `-1s`, `30j`…: s, m (minute), h, j or d, w, M (month), y or a; null for anything else (SANDBOX.md). */
export function parseDuration(raw: string): Duration | null {
  const match = FORM.exec(raw);
  const unit = LETTERS.get(match?.[3] ?? '');
  if (match === null || unit === undefined) return null;
  const size = Number(match[2]);
  if (size * LONGEST_SECONDS[unit] > CEILING_SECONDS) return null;
  return { amount: match[1] === '-' && size > 0 ? -size : size, unit };
}

/** A later (or earlier) instant: months and years by the UTC calendar, the others by their fixed length. */
export function addDuration(date: Date, { amount, unit }: Duration): Date {
  if (unit === 'month') return addCalendarMonths(date, amount);
  if (unit === 'year') return addCalendarMonths(date, amount * 12);
  return new Date(date.getTime() + amount * LONGEST_SECONDS[unit] * 1000);
}

/** Same day and hour in UTC some calendar months away, or the last day of that month: 31 August + 6 = end of February. */
export function addCalendarMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  moved.setUTCDate(Math.min(date.getUTCDate(), daysInMonth(moved)));
  return moved;
}

function daysInMonth(date: Date): number {
  const last = new Date(date);
  last.setUTCMonth(date.getUTCMonth() + 1, 0);
  return last.getUTCDate();
}
