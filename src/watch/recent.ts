/** Past that many times its age, what was read is not shown any more: the reader waits for what is true. */
const TOO_OLD = 6;

/** Reads anew behind the reader when what is kept is no longer fresh, and before him when it is too old. */
export function recent<T>(read: () => Promise<T>, freshMs: number, now: () => number): () => Promise<T> {
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
