import type { Clock } from '../../core/clock.ts';
import type { Count, Counters } from './counters.ts';
import type { CounterRule } from './limits.ts';
import type { StoredWindow, WindowStore } from './window-store.ts';

/** What is counted: a rule, and for whom. */
export interface Counted {
  readonly rule: CounterRule;
  readonly key: string;
}

/** What the other nodes and this one have counted of a call, before the gate judges it. */
export interface CountsAhead {
  readonly address: Count;
  /** Of the token; null when the call has no window. */
  readonly window: Count | null;
}

export interface SharedCountersOptions {
  readonly store: WindowStore;
  /** What goes on counting while the store is away; it holds what the store last said. */
  readonly local: Counters;
  readonly clock: Clock;
  /** Told when the store stops answering, and when it answers again. */
  readonly onChange: (isAway: boolean, error: unknown) => void;
  /** How long a call waits for the store, in milliseconds. */
  readonly patienceMs?: number;
  /** How long the store is left alone once it has not answered. */
  readonly restMs?: number;
}

/** A call never waits for the store more than that: it is served, and counted here. */
const PATIENCE_MS = 100;
const REST_MS = 500;

interface Waiting {
  readonly since: number;
  give(counts: CountsAhead | null): void;
}

/**
 * Windows counted by all nodes together, one exchange a call (ADR 0022). While the store is slow or gone, nothing is asked of it:
 * this node counts alone, from what it last knew, and adds what it has counted once the store is back.
 */
export class SharedCounters {
  readonly #options: SharedCountersOptions;
  readonly #patienceMs: number;
  readonly #restMs: number;
  readonly #waiting = new Set<Waiting>();
  /** What was counted here alone and is owed to the store. */
  readonly #owed = new Map<string, { readonly counted: Counted; weight: number }>();
  #awaySince: number | null = null;
  #trying = false;
  #watch: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;

  constructor(options: SharedCountersOptions) {
    this.#options = options;
    this.#patienceMs = options.patienceMs ?? PATIENCE_MS;
    this.#restMs = options.restMs ?? REST_MS;
  }

  get isAway(): boolean {
    return this.#awaySince !== null;
  }

  /**
   * Counts a call for its address and its token. Null when the store cannot: the gate then counts here, and says so by `alone`.
   * A call that its address has no right to make is taken back from the window of its token.
   */
  count(address: Counted, window: Counted | null): Promise<CountsAhead | null> {
    if (this.isAway) return Promise.resolve(null);
    return new Promise((resolve) => {
      const waiting: Waiting = { since: performance.now(), give: resolve };
      this.#waiting.add(waiting);
      this.#watch ??= setInterval(() => this.#lookForDelay(), this.#patienceMs / 4).unref();
      this.#ask(address, window).then(
        (counts) => this.#answered(waiting, counts, [address, window]),
        (error: unknown) => {
          this.#waiting.delete(waiting);
          resolve(null);
          this.#leave(error);
        },
      );
    });
  }

  /** A call that this node has counted alone. */
  alone(counted: Counted): void {
    this.#owe(counted, 1);
  }

  /** The windows under way of some keys under some rules, uncounted; what this node knows of them while the store is away. */
  async read(asked: readonly Counted[]): Promise<(Count | null)[]> {
    const { store, local, clock } = this.#options;
    const here = () => asked.map(({ rule, key }) => local.peek(rule.name, key, clock.now()));
    if (this.isAway || asked.length === 0) return here();
    try {
      const windows = await store.read(asked.map(keyOf));
      return windows.map((window) => (window === null ? null : countOf(window, clock.now())));
    } catch (error) {
      this.#leave(error);
      return here();
    }
  }

  /** An answer 429: true when the address has had too many; null when this node must judge it alone. */
  async refused(
    address: string,
    { nombre, fenetre_s }: { nombre: number; fenetre_s: number },
  ): Promise<boolean | null> {
    if (this.isAway) return null;
    try {
      return await this.#options.store.note(`refus:${address}`, nombre, fenetre_s * 1000);
    } catch (error) {
      this.#leave(error);
      return null;
    }
  }

  close(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    if (this.#retry !== null) clearTimeout(this.#retry);
    for (const { give } of this.#waiting) give(null);
    this.#waiting.clear();
  }

  async #ask(address: Counted, window: Counted | null): Promise<CountsAhead> {
    const [ofAddress, ofWindow] = await Promise.all([
      this.#add(address, 1),
      window === null ? null : this.#add(window, 1),
    ]);
    if (window === null || ofAddress.count <= address.rule.limit) return { address: ofAddress, window: ofWindow };
    await this.#add(window, -1);
    return { address: ofAddress, window: null };
  }

  async #add(counted: Counted, weight: number): Promise<Count> {
    const { store, local, clock } = this.#options;
    const count = countOf(await store.add(keyOf(counted), weight, counted.rule.windowMs), clock.now());
    local.learn(counted.rule, counted.key, count);
    return count;
  }

  #answered(waiting: Waiting, counts: CountsAhead, counted: readonly (Counted | null)[]): void {
    if (this.#waiting.delete(waiting)) {
      waiting.give(counts);
      return;
    }
    // Given up meanwhile, and counted here as well: the store already has it.
    for (const one of counted) if (one !== null) this.#owe(one, -1);
  }

  #owe(counted: Counted, weight: number): void {
    const key = keyOf(counted);
    const owed = this.#owed.get(key);
    if (owed === undefined) this.#owed.set(key, { counted, weight });
    else owed.weight += weight;
    if (!this.isAway) this.#settle().catch((error: unknown) => this.#leave(error));
  }

  /** One look for all the calls that wait, not a timer each. */
  #lookForDelay(): void {
    const [oldest] = this.#waiting;
    if (oldest === undefined) {
      if (this.#watch !== null) clearInterval(this.#watch);
      this.#watch = null;
      return;
    }
    if (performance.now() - oldest.since >= this.#patienceMs)
      this.#leave(new Error(`no answer within ${this.#patienceMs} ms`));
  }

  /** The store is left alone for a while; whoever waits for it goes on without. */
  #leave(error: unknown): void {
    for (const { give } of this.#waiting) give(null);
    this.#waiting.clear();
    if (this.#awaySince === null) {
      this.#awaySince = performance.now();
      this.#options.onChange(true, error);
    }
    this.#retry ??= setTimeout(() => void this.#comeBack(), this.#restMs).unref();
  }

  /** Gives the store what it missed; it counts again once it has taken all of it. */
  async #comeBack(): Promise<void> {
    if (this.#trying) return;
    this.#trying = true;
    try {
      await this.#options.store.read(['retour']);
      await this.#settle();
      this.#awaySince = null;
      this.#options.onChange(false, null);
    } catch (error) {
      this.#retry = null;
      this.#leave(error);
    } finally {
      this.#trying = false;
      if (!this.isAway) this.#retry = null;
    }
  }

  async #settle(): Promise<void> {
    const { store, local, clock } = this.#options;
    for (const [key, { counted, weight }] of this.#owed) {
      this.#owed.delete(key);
      const window = local.peek(counted.rule.name, counted.key, clock.now());
      if (window === null || weight === 0) continue;
      try {
        const left = Math.max(1, window.endsAt - clock.now());
        local.learn(counted.rule, counted.key, countOf(await store.add(key, weight, left), clock.now()));
      } catch (error) {
        this.#owe(counted, weight);
        throw error;
      }
    }
  }
}

const keyOf = ({ rule, key }: Counted): string => `${rule.name}:${key}`;

const countOf = ({ count, leftMs }: StoredWindow, now: number): Count => ({ count, endsAt: now + leftMs });
