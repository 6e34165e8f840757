/** What a mail server says, after having taken a mail of ours, that it could not deliver (RFC 3464). */
export interface Bounce {
  /** Identifiers that the report names; one of them is that of the mail. */
  readonly candidates: readonly string[];
  /** In the words of the server that could not. */
  readonly reason: string;
}

const ID = /<([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@[^>\s]+>/gi;
const REASON_MAX = 500;

/**
 * Reads a report of non-delivery; null when it is none, or when it says that the mail is only late. Its fields are in clear, whatever
 * the rest of the message is encoded in.
 */
export function readBounce(message: string): Bounce | null {
  const lines = message.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
  if (!/^Action:\s*failed\b/im.test(lines)) return null;
  const candidates = [...new Set([...lines.matchAll(ID)].map(([, id = '']) => id.toLowerCase()))];
  if (candidates.length === 0) return null;
  const diagnostic = /^Diagnostic-Code:\s*(?:[\w-]+\s*;\s*)?(.+)$/im.exec(lines)?.[1];
  const status = /^Status:\s*([245]\.\d+\.\d+)/im.exec(lines)?.[1];
  const reason = diagnostic ?? (status === undefined ? 'non remis' : `statut ${status}`);
  return { candidates, reason: reason.trim().slice(0, REASON_MAX) };
}
