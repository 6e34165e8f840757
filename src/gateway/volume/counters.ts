import type { CounterRule } from './limits.ts';

export interface Count {
  /** Calls of the window, this one included. */
  readonly count: number;
  /** When the window ends, in milliseconds. */
  readonly endsAt: number;
}

/** A window under way: whose, of what. */
export interface LiveWindow extends Count {
  readonly rule: string;
  readonly key: string;
}

/** Where this process counts. Nodes that count together have `shared-counters.ts` over it. */
export interface Counters {
  hit(rule: CounterRule, key: string, now: number): Count;
  /** Takes what other nodes know of a window for what is counted here. */
  learn(rule: CounterRule, key: string, known: Count): void;
  /** The window under way, uncounted; null when none is. For pages: nothing on the way of a call. */
  peek(rule: string, key: string, now: number): Count | null;
  /** All windows under way. */
  live(now: number): Iterable<LiveWindow>;
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
    learn: (rule, key, { count, endsAt }) => {
      const windows = windowsOf(rule);
      const window = windows.get(key);
      if (window === undefined) {
        windows.set(key, { count, endsAt });
        return;
      }
      window.count = count;
      window.endsAt = endsAt;
    },
    peek: (rule, key, now) => {
      const window = windowsByRule.get(rule)?.get(key);
      return window === undefined || now >= window.endsAt ? null : { ...window };
    },
    *live(now) {
      for (const [rule, windows] of windowsByRule)
        for (const [key, window] of windows) if (now < window.endsAt) yield { rule, key, ...window };
    },
    sweep: (now) => {
      for (const windows of windowsByRule.values()) {
        for (const [key, window] of windows) if (now >= window.endsAt) windows.delete(key);
      }
    },
  };
}
