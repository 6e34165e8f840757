import { sqlStateOf } from './sql-error.ts';

/** The embedded database cannot be asked: ended, or held too long by a transaction. */
export class EmbeddedAway extends Error {}

/** Connection, resources, operator: classes of SQLSTATE that blame the server, never the statement. */
const SERVER_CLASSES = /^(08|53|57)/;
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
/** The driver says these without a code. */
const DRIVER_SENTENCES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

/** The database cannot answer now: whoever needs it is told to come back, and nobody's question is to blame. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof EmbeddedAway) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = sqlStateOf(error);
  if (code !== undefined) return SERVER_CLASSES.test(code) || SYSTEM_CODES.has(code);
  return DRIVER_SENTENCES.test(error.message);
}
