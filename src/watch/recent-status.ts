import type { StatusSource } from './status-source.ts';

/** What is read of the database. */
export type StatusReadings = Omit<StatusSource, 'ongoing'>;

/** How long what was read is given again as it is; a state is worth seconds, a history of months is worth minutes. */
const STATES_MS = 5_000;
const HISTORY_MS = 60_000;
/** Past that many times its age, what was read is not shown any more: the reader waits for what is true. */
const TOO_OLD = 6;

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

/** Reads anew behind the reader when what is kept is no longer fresh, and before him when it is too old. */
function recent<T>(read: () => Promise<T>, freshMs: number, now: () => number): () => Promise<T> {
  let kept: { readonly value: Promise<T>; readonly at: number } | null = null;
  let underWay = false;

  function readNow(): Promise<T> {
    const value = read();
    kept = { value, at: now() };
    // The next reader reads for himself, and is told what fails.
    value.catch(() => {
      if (kept?.value === value) kept = null;
    });
    return value;
  }

  function readBehind(): void {
    underWay = true;
    const at = now();
    read()
      .then(
        (value) => {
          kept = { value: Promise.resolve(value), at };
        },
        () => {
          kept = null;
        },
      )
      .finally(() => {
        underWay = false;
      });
  }

  return () => {
    // The clock of a sandbox may be moved.
    const age = kept === null ? Number.POSITIVE_INFINITY : Math.abs(now() - kept.at);
    if (kept === null || age > freshMs * TOO_OLD) return readNow();
    if (age > freshMs && !underWay) readBehind();
    return kept.value;
  };
}
