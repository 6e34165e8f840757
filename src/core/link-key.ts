import { createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

/** A key for the link of a mail, and its print, which alone is kept. */
export function newKey(): { readonly key: string; readonly empreinte: string } {
  const key = randomBytes(KEY_BYTES).toString('base64url');
  return { key, empreinte: printOf(key) };
}

export function printOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
