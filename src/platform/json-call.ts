import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

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
  const { status, text } = await read(url, { authorization, timeoutMs });
  const body: unknown = JSON.parse(text);
  return { status, body };
}

function read(url: string, { authorization, timeoutMs }: JsonCallOptions): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { Authorization: authorization, Accept: 'application/json' };
    const asked = send(url, { agent: false, headers, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) answer.destroy(new Error('réponse trop longue'));
        else chunks.push(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}
