import { isDatabaseAway } from '../../platform/database/away.ts';

/** Tells the log what a page went without. */
export type LogError = (error: unknown, requestId: string) => void;

/** What was read; null when the database cannot say it now: a page that is true without it is shown without it. */
export async function ifKnown<T>(read: Promise<T>, log: LogError, requestId: string): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    log(error, requestId);
    return null;
  }
}
