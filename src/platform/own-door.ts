import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

interface DoorCall {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the whole call, from its beginning to its last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** What our own public door has answered. */
export interface DoorAnswer {
  readonly status: number;
  /** As they came, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  /** The body was longer than asked for: `text` is its beginning. */
  readonly isCut: boolean;
}

/** Nothing whole came in time. */
export class DoorTimeout extends Error {}

/** Asks our own public door, and nobody else's. Follows nothing. Rejects when there is no answer. */
export function askOwnDoor(url: string, { headers, timeoutMs, maxBytes }: DoorCall): Promise<DoorAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const signal = AbortSignal.timeout(timeoutMs);
    const refuse = (error: Error) => reject(signal.aborted ? new DoorTimeout(`rien en ${timeoutMs} ms`) : error);
    const asked = send(url, { agent: false, headers: { Accept: 'application/json', ...headers }, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const told = (isCut: boolean) => {
        const text = Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), text, isCut });
      };
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes <= maxBytes) return;
        told(true);
        answer.destroy();
      });
      answer.on('end', () => told(false));
      answer.on('error', refuse);
    });
    asked.on('error', refuse);
    asked.end();
  });
}

interface OwnFile {
  readonly size: number;
  /** To be read to its end, or destroyed. */
  readonly stream: IncomingMessage;
}

/** A file that our own public door gives, as it comes; null when it gives none. Rejects when there is no answer. */
export function openOwnFile(
  url: string,
  { method, timeoutMs }: { readonly method: 'GET' | 'HEAD'; readonly timeoutMs: number },
): Promise<OwnFile | null> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const signal = AbortSignal.timeout(timeoutMs);
    const asked = send(url, { agent: false, method, signal }, (answer) => {
      const size = Number(answer.headers['content-length']);
      if (answer.statusCode === 200 && Number.isInteger(size)) return resolve({ size, stream: answer });
      answer.resume();
      resolve(null);
    });
    asked.on('error', reject);
    asked.end();
  });
}

function headersOf({ rawHeaders }: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let rank = 0; rank < rawHeaders.length; rank += 2)
    pairs.push([rawHeaders[rank] ?? '', rawHeaders[rank + 1] ?? '']);
  return pairs;
}
