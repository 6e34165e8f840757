import { type IncomingHttpHeaders, request } from 'node:http';
import { createConnection } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** An answer as it came, its body read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Visit {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  /** Address the call is made from: 127.0.0.2, 127.0.0.3… are other callers. */
  readonly from?: string;
  readonly body?: string;
}

/** One call on a connection of its own. Rejects when the connection ends without an answer. */
export async function visit(url: string, how: Visit = {}): Promise<Answer> {
  const { status, headers, body } = await askRaw(url, how);
  return { status, headers, text: body.toString('utf8') };
}

interface RawAnswer extends Omit<Answer, 'text'> {
  /** As it travelled. */
  readonly body: Buffer;
}

/** The same, its body as it travelled. */
export function askRaw(
  url: string,
  { method = 'GET', headers = {}, from = '127.0.0.1', body }: Visit = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, localAddress: from, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Sends bytes on a bare connection and gives all that comes back until its end; rejects when it never ends. */
export async function sendBytes(url: string, bytes: Buffer | string, from = '127.0.0.1'): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port), localAddress: from });
  const received: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
  });
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  const quiet = new AbortController();
  // What is not a whole request waits for its end: saying that no more will come ends the wait.
  const silence = delay(250, undefined, { signal: quiet.signal }).then(
    () => socket.end(),
    () => undefined,
  );
  const hang = delay(8000, 'hang', { signal: quiet.signal }).catch(() => undefined);
  const outcome = await Promise.race([ended, hang]);
  quiet.abort();
  await silence;
  socket.destroy();
  if (outcome === 'hang')
    throw new Error(`no end to the connection after ${JSON.stringify(String(bytes).slice(0, 200))}`);
  return Buffer.concat(received);
}

/** Asks again until the answer is yes; fails after `withinMs`. */
export async function eventually(question: () => boolean | Promise<boolean>, withinMs = 5000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await question())) {
    if (performance.now() > end) throw new Error(`still not so after ${withinMs} ms: ${question}`);
    await delay(20);
  }
}
