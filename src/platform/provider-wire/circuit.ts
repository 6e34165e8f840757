import type { Clock } from '../../core/clock.ts';

/** When a provider is taken as down (issue « providers », DECISIONS « 503 »). */
export interface CircuitRule {
  readonly windowMs: number;
  readonly minimumCalls: number;
  readonly failedShare: number;
  readonly openMs: number;
}

export const circuitRule: CircuitRule = { windowMs: 10_000, minimumCalls: 20, failedShare: 0.5, openMs: 5_000 };

const BUCKETS = 10;

/** Opens when at least half of 20 calls or more failed within 10 s; then one trial at a time until one succeeds. */
export class Circuit {
  readonly #rule: CircuitRule;
  readonly #clock: Clock;
  readonly #calls = new Uint32Array(BUCKETS);
  readonly #failures = new Uint32Array(BUCKETS);
  readonly #bucketMs: number;
  #bucket = 0;
  #openUntil = 0;
  #trialUnderWay = false;

  constructor(clock: Clock, rule: CircuitRule = circuitRule) {
    this.#clock = clock;
    this.#rule = rule;
    this.#bucketMs = rule.windowMs / BUCKETS;
  }

  /** Seconds to wait before the next call, or null when one may leave now. */
  refusal(): number | null {
    if (this.#openUntil === 0) return null;
    const leftMs = this.#openUntil - this.#clock.now();
    if (leftMs > 0) return Math.ceil(leftMs / 1000);
    if (this.#trialUnderWay) return 1;
    this.#trialUnderWay = true;
    return null;
  }

  /** Calls are refused, or one at a time is let through to try. */
  get isOpen(): boolean {
    return this.#openUntil !== 0;
  }

  /** Records how a call that was let through ended. */
  record(failed: boolean): void {
    if (this.#openUntil !== 0) {
      this.#settleTrial(failed);
      return;
    }
    this.#advance();
    const index = this.#bucket % BUCKETS;
    this.#calls[index] = (this.#calls[index] ?? 0) + 1;
    if (!failed) return;
    this.#failures[index] = (this.#failures[index] ?? 0) + 1;
    const calls = sum(this.#calls);
    if (calls >= this.#rule.minimumCalls && sum(this.#failures) >= calls * this.#rule.failedShare) this.#open();
  }

  /** A call that was let through and that we stopped ourselves: it tells nothing, and frees the trial it may have been. */
  forget(): void {
    this.#trialUnderWay = false;
  }

  #settleTrial(failed: boolean): void {
    if (!this.#trialUnderWay) return;
    this.#trialUnderWay = false;
    if (failed) this.#open();
    else this.#close();
  }

  #open(): void {
    this.#openUntil = this.#clock.now() + this.#rule.openMs;
  }

  #close(): void {
    this.#openUntil = 0;
    this.#calls.fill(0);
    this.#failures.fill(0);
  }

  #advance(): void {
    const now = Math.floor(this.#clock.now() / this.#bucketMs);
    for (let bucket = Math.max(this.#bucket + 1, now - BUCKETS + 1); bucket <= now; bucket++) {
      this.#calls[bucket % BUCKETS] = 0;
      this.#failures[bucket % BUCKETS] = 0;
    }
    this.#bucket = now;
  }
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
