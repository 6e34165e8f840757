import { askOwnDoor } from './own-door.ts';

interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface JsonCallOptions {
  readonly authorization: string;
  /** Of the whole call, from its beginning to its last byte. */
  readonly timeoutMs: number;
}

/** An answer of ours is a few kilobytes: one that is longer is not one of ours. */
const MAX_BYTES = 1_000_000;

/** Asks our own public door for JSON. Follows nothing. Rejects when there is no whole answer in time, or when it is not JSON. */
export async function getJson(url: string, { authorization, timeoutMs }: JsonCallOptions): Promise<JsonAnswer> {
  const headers = { Authorization: authorization };
  const { status, text, isCut } = await askOwnDoor(url, { headers, timeoutMs, maxBytes: MAX_BYTES });
  if (isCut) throw new Error('réponse trop longue');
  const body: unknown = JSON.parse(text);
  return { status, body };
}
