/** One 500 is a bug, a few within minutes are an incident: below five, an isolated caller with an odd case would open one. */
export const BURST_ERRORS = 5;
/** Long enough for an endpoint called once a minute to be seen, short enough for what is over to be forgotten. */
export const BURST_WINDOW_MS = 5 * 60_000;

/** Counts our own errors by endpoint, the last few of each alone: nothing is done for a call that goes well. */
export class ErrorBursts {
  readonly #lastOf = new Map<string, number[]>();

  note(endpoint: string, atMs: number): void {
    const last = this.#lastOf.get(endpoint) ?? [];
    last.push(atMs);
    if (last.length > BURST_ERRORS) last.shift();
    this.#lastOf.set(endpoint, last);
  }

  /** The endpoints that are in a burst now. */
  current(nowMs: number): string[] {
    return [...this.#lastOf]
      .filter(([, last]) => last.length === BURST_ERRORS && nowMs - (last[0] ?? 0) <= BURST_WINDOW_MS)
      .map(([endpoint]) => endpoint);
  }

  /** These are being looked at: it takes as many new errors for them to count again. */
  forget(endpoints: readonly string[]): void {
    for (const endpoint of endpoints) this.#lastOf.delete(endpoint);
  }
}
