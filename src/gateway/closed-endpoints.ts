/** A period in which an endpoint does not answer, as announced; Unix milliseconds. */
interface Closure {
  readonly endpoints: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** The endpoints that an announced maintenance closes, by name. A call costs one look-up; without any closure, not even that. */
export class ClosedEndpoints {
  #closuresOf: ReadonlyMap<string, readonly Closure[]> = new Map();

  replace(closures: readonly Closure[]): void {
    const closuresOf = new Map<string, Closure[]>();
    for (const closure of closures.toSorted((a, b) => a.from - b.from)) {
      for (const endpoint of closure.endpoints)
        closuresOf.set(endpoint, [...(closuresOf.get(endpoint) ?? []), closure]);
    }
    this.#closuresOf = closuresOf;
  }

  /** Seconds until an endpoint answers again; null when it is not closed now. */
  secondsLeft(endpoint: string, now: number): number | null {
    if (this.#closuresOf.size === 0) return null;
    const closures = this.#closuresOf.get(endpoint);
    if (closures === undefined) return null;
    let end = now;
    // Windows that follow each other or overlap close as one.
    for (const { from, to } of closures) if (from <= end && to > end) end = to;
    return end === now ? null : Math.ceil((end - now) / 1000);
  }
}
