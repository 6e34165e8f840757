import { recent } from './recent.ts';
import type { StatusSource } from './status-source.ts';

/** What is read of the database. */
export type StatusReadings = Omit<StatusSource, 'ongoing'>;

/** How long what was read is given again as it is; a state is worth seconds, a history of months is worth minutes. */
const STATES_MS = 5_000;
const HISTORY_MS = 60_000;

/** The same source, read at most every few seconds: a page that shows it waits for the database once, its first time. */
export function recentStatus(source: StatusReadings): StatusReadings {
  const now = () => source.now().getTime();
  const calls = new Map<string, () => ReturnType<StatusReadings['calls']>>();
  return {
    now: source.now,
    states: recent(source.states, STATES_MS, now),
    history: recent(source.history, HISTORY_MS, now),
    year: recent(source.year, STATES_MS, now),
    calls: (endpoint) => {
      const known = calls.get(endpoint) ?? recent(() => source.calls(endpoint), HISTORY_MS, now);
      calls.set(endpoint, known);
      return known();
    },
  };
}
