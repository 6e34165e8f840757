/** Something under way that must stop when the time of the call is over. */
interface Expirable {
  expire(): void;
}

/**
 * The time a whole call may take, all its provider legs together (10 s, DECISIONS « 504 »).
 * The timer is armed by the first leg and shared by the next ones.
 */
export class Deadline {
  readonly #durationMs: number;
  readonly #pending = new Set<Expirable>();
  #timer: NodeJS.Timeout | null = null;
  #over = false;
  #closed = false;

  constructor(durationMs: number) {
    this.#durationMs = durationMs;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** The call has its answer: what ends now was stopped by us, and says nothing of the provider. */
  get isClosed(): boolean {
    return this.#closed;
  }

  watch(work: Expirable): void {
    this.#timer ??= setTimeout(() => this.#expire(), this.#durationMs);
    this.#pending.add(work);
  }

  release(work: Expirable): void {
    this.#pending.delete(work);
  }

  /** Ends the watch: the call has its answer; what still runs for it is stopped. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#over = true;
    this.#closed = true;
    this.#stopPending();
  }

  #expire(): void {
    this.#over = true;
    this.#stopPending();
  }

  #stopPending(): void {
    for (const work of this.#pending) work.expire();
    this.#pending.clear();
  }
}
