import type { Clock } from '../core/clock.ts';
import { addCalendarMonths } from '../core/dates/durations.ts';
import { usualInstructionDays } from '../core/terms.ts';
import { delaisDepuis } from '../records/demandes.ts';
import type { Db } from '../records/work.ts';

/** How long a first decision takes, in whole days, from the first sending. */
export interface Delai {
  /** Half of them come sooner; null when none was taken lately. */
  readonly median: number | null;
  /** Four in five come sooner: what may be promised. */
  readonly p80: number;
}

/** What is known of the delay now, and again a few minutes later. */
export type LireDelai = () => Promise<Delai>;

const MONTHS = 6;
/** A promise shorter than that would be broken by a week-end. */
const P80_LEAST = 3;
const DAY_S = 86_400;
const KEPT_MS = 5 * 60_000;

export async function delaiAu(db: Db, now: Date): Promise<Delai> {
  const measured = await delaisDepuis(db, addCalendarMonths(now, -MONTHS));
  if (measured === null) return { median: null, p80: usualInstructionDays };
  const days = (seconds: number) => Math.max(1, Math.ceil(seconds / DAY_S));
  return { median: days(measured.median), p80: Math.max(P80_LEAST, days(measured.p80)) };
}

/** The same, asked of the database every few minutes at most. */
export function createDelai(db: Db, clock: Clock): LireDelai {
  let kept: { readonly at: number; readonly delai: Promise<Delai> } | null = null;
  return () => {
    const now = clock.now();
    if (kept !== null && now - kept.at < KEPT_MS) return kept.delai;
    const delai = delaiAu(db, new Date(now));
    const asked = { at: now, delai };
    kept = asked;
    delai.catch(() => {
      if (kept === asked) kept = null;
    });
    return delai;
  };
}
