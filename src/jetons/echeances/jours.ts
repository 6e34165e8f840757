const DAY_MS = 86_400_000;

/** Days before the end, the one under way counted; none once it has come. */
export function joursRestants(end: Date, now: Date): number {
  return Math.max(0, Math.ceil((end.getTime() - now.getTime()) / DAY_MS));
}
