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
