/** What a failing statement tells, the same on both databases: `code` is the SQLSTATE. */
export class SqlError extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.name = 'SqlError';
    this.code = code;
  }
}

/** The SQLSTATE of an error thrown by a query, on either database. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The sentence of anything thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(' ; ');
  return error instanceof Error ? error.message : String(error);
}

/** Connection refused, reset, lost or not found. */
const LOST = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];
/** What `pg` says, with no code, of a connection that could not be had or that was cut. */
const LOST_SENTENCE = /^Connection terminated|^timeout exceeded when trying to connect/;

/** The database cannot be reached, or is starting, stopping or full: worth trying again, unlike a wrong statement. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = sqlStateOf(error) ?? '';
  return LOST.includes(code) || /^(?:08|53|57P)/.test(code) || LOST_SENTENCE.test(error.message);
}
