import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalCounters } from './counters.ts';
import { type Counted, type CountsAhead, SharedCounters } from './shared-counters.ts';
import type { StoredWindow, WindowStore } from './window-store.ts';

const WINDOW_MS = 60_000;
const address: Counted = { rule: { name: 'adresse', limit: 1000, windowMs: WINDOW_MS }, key: '192.0.2.1' };
const jeton: Counted = { rule: { name: 'json', limit: 5, windowMs: WINDOW_MS }, key: 'jti' };

/** A store in memory that answers when it is told to, or at once. */
class Store implements WindowStore {
  readonly windows = new Map<string, { count: number; endsAt: number }>();
  held: (() => void)[] | null = null;
  isGone = false;
  now = 0;

  async add(key: string, weight: number, windowMs: number): Promise<StoredWindow> {
    await this.#gate();
    const known = this.windows.get(key);
    const window = known !== undefined && this.now < known.endsAt ? known : { count: 0, endsAt: this.now + windowMs };
    window.count += weight;
    this.windows.set(key, window);
    return { count: window.count, leftMs: window.endsAt - this.now };
  }

  async read(keys: readonly string[]): Promise<(StoredWindow | null)[]> {
    await this.#gate();
    return keys.map((key) => {
      const window = this.windows.get(key);
      return window === undefined ? null : { count: window.count, leftMs: window.endsAt - this.now };
    });
  }

  async note(): Promise<boolean> {
    await this.#gate();
    return false;
  }

  release(): void {
    const held = this.held ?? [];
    this.held = null;
    for (const go of held) go();
  }

  async #gate(): Promise<void> {
    if (this.isGone) throw new Error('gone');
    const { held } = this;
    if (held !== null) await new Promise<void>((resolve) => held.push(resolve));
  }
}

function nodeOn(store: Store) {
  const local = createLocalCounters();
  const clock = { now: () => store.now };
  const changes: boolean[] = [];
  const shared = new SharedCounters({
    store,
    local,
    clock,
    onChange: (isAway) => changes.push(isAway),
    patienceMs: 20,
    restMs: 10,
  });
  /** As the gate does: with the others, or here. */
  const call = async (counted: Counted = jeton): Promise<number> => {
    const ahead: CountsAhead | null = shared.isAway ? null : await shared.count(address, counted);
    if (ahead?.window) return ahead.window.count;
    shared.alone(counted);
    return local.hit(counted.rule, counted.key, clock.now()).count;
  };
  return { call, shared, changes };
}

const untilBack = async (changes: readonly boolean[]): Promise<void> => {
  while (changes.at(-1) !== false) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('windows counted by all nodes', () => {
  it('each call has a rank of its own, whichever nodes they come by and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 1, maxLength: 20 }), async (calls) => {
        const store = new Store();
        const nodes = [nodeOn(store), nodeOn(store), nodeOn(store)];
        const counts = await Promise.all(calls.map((rank) => nodes[rank]?.call()));
        expect(counts.toSorted()).toEqual(calls.map((_, rank) => rank + 1).toSorted());
        for (const { shared } of nodes) shared.close();
      }),
      { numRuns: 50 },
    );
  });

  it('a call that its address may not make is taken back from the window of its token', async () => {
    const store = new Store();
    const { shared } = nodeOn(store);
    const small = { ...address, rule: { ...address.rule, limit: 1 } };
    await shared.count(small, jeton);
    expect(await shared.count(small, jeton)).toMatchObject({ address: { count: 2 }, window: null });
    expect(store.windows.get('json:jti')?.count).toBe(1);
    shared.close();
  });

  it('a store that is gone is told once, and given what it missed when it is back', async () => {
    const store = new Store();
    const here = nodeOn(store);
    expect(await here.call()).toBe(1);
    store.isGone = true;
    expect([await here.call(), await here.call(), await here.call()]).toEqual([2, 3, 4]);
    expect(here.changes).toEqual([true]);
    store.isGone = false;
    await untilBack(here.changes);
    expect(store.windows.get('json:jti')?.count).toBe(4);
    expect(await nodeOn(store).call()).toBe(5);
    here.shared.close();
  });

  it('a store that is slow holds a call for its patience alone, and what it counts late is not counted twice', async () => {
    const store = new Store();
    const here = nodeOn(store);
    store.held = [];
    expect(await here.call()).toBe(1);
    expect(here.shared.isAway).toBe(true);
    store.release();
    await untilBack(here.changes);
    await here.shared.read([jeton]);
    expect(store.windows.get('json:jti')?.count).toBe(1);
    here.shared.close();
  });

  it('what was counted alone in a window that is over is owed to nobody', async () => {
    const store = new Store();
    const here = nodeOn(store);
    store.isGone = true;
    await here.call();
    store.now = WINDOW_MS + 1;
    store.isGone = false;
    await untilBack(here.changes);
    expect(store.windows.size).toBe(0);
    here.shared.close();
  });
});
