import type { CounterRule } from './limits.ts';

export interface Count {
  /** Calls of the window, this one included. */
  readonly count: number;
  /** When the window ends, in milliseconds. */
  readonly endsAt: number;
}

/** Where calls are counted. In process by default; a shared store implements the same port. */
export interface Counters {
  hit(rule: CounterRule, key: string, now: number): Count;
  /** Forgets the windows that are over. */
  sweep(now: number): void;
}

interface Window {
  count: number;
  endsAt: number;
}

/** Fixed windows that start at the first call, not at the clock minute (DECISIONS « Volume »). */
export function createLocalCounters(): Counters {
  const windowsByRule = new Map<string, Map<string, Window>>();

  function windowsOf(rule: CounterRule): Map<string, Window> {
    const known = windowsByRule.get(rule.name);
    if (known !== undefined) return known;
    const created = new Map<string, Window>();
    windowsByRule.set(rule.name, created);
    return created;
  }

  return {
    hit: (rule, key, now) => {
      const windows = windowsOf(rule);
      const window = windows.get(key);
      if (window !== undefined && now < window.endsAt) {
        window.count++;
        return window;
      }
      const opened = { count: 1, endsAt: now + rule.windowMs };
      windows.set(key, opened);
      return opened;
    },
    sweep: (now) => {
      for (const windows of windowsByRule.values()) {
        for (const [key, window] of windows) if (now >= window.endsAt) windows.delete(key);
      }
    },
  };
}
