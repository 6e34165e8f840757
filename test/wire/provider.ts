import { createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../src/core/clock.ts';
import { Deadline } from '../../src/core/deadline.ts';
import type { DocumentDraft, DocumentStore } from '../../src/core/document.ts';
import type { Errand } from '../../src/core/errand.ts';
import { Failure, generalFailure } from '../../src/core/failure.ts';
import { Circuit } from '../../src/platform/provider-wire/circuit.ts';
import { createWire, type OpenWire, type WireOptions } from '../../src/platform/provider-wire/wire.ts';

export const identity = { slug: 'essai', code: '42', name: 'Essai' };

/** A server that says what it is told to, byte for byte. */
export interface NastyProvider {
  readonly url: string;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Calls `treat` with each connection, once its first bytes of request are there. */
export async function nastyProvider(
  treat: (socket: Socket) => void,
  server: Server = createServer(),
): Promise<NastyProvider> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('setSecureContext' in server ? 'secureConnection' : 'connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => treat(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One whole answer, then the connection closes. */
export function says(status: string, body: Buffer | string, headers: readonly string[] = []): (socket: Socket) => void {
  return (socket) => {
    const bytes = Buffer.from(body);
    const head = [`HTTP/1.1 ${status}`, `Content-Length: ${bytes.length}`, 'Connection: close', ...headers];
    socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]));
  };
}

/** The headers of a body of this length, and then nothing. */
export const announces =
  (length: number, status = '200 OK') =>
  (socket: Socket) =>
    void socket.write(`HTTP/1.1 ${status}\r\nContent-Length: ${length}\r\n\r\n`);

export interface TestErrand extends Errand {
  readonly statuses: number[];
}

/** An errand with a deadline of its own; `statuses` keeps what it was told. */
export function errandOf(deadlineMs = 300): TestErrand {
  const statuses: number[] = [];
  return {
    requestId: 'a',
    deadline: new Deadline(deadlineMs),
    jeton: { uid: 'a', openDataOnly: false },
    recipient: '10000001700010',
    statuses,
    noteProviderStatus: (_provider, status) => void statuses.push(status),
    noteDocumentExpiry: () => undefined,
  };
}

/** A clock moved by hand. */
export function handClock(startMs = 1_800_000_000_000): Clock & { advance(ms: number): void } {
  let now = startMs;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** Keeps documents in memory; `failsAt` bytes, it fails as a full disk does. */
export function memoryStore(failsAt = Number.POSITIVE_INFINITY): DocumentStore & { kept: Buffer[]; discarded: number } {
  const store = {
    kept: [] as Buffer[],
    discarded: 0,
    begin: (): DocumentDraft => {
      const chunks: Buffer[] = [];
      const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
      return {
        write: (bytes) => {
          chunks.push(bytes);
          if (size() > failsAt) throw generalFailure('00502', { cause: 'full' });
          return true;
        },
        rewrite: (work) => work('de.pdf', 'vers.pdf'),
        keep: async () => {
          store.kept.push(Buffer.concat(chunks));
          return { url: 'http://a/documents/b.pdf', expiresAt: new Date(0) };
        },
        discard: () => void store.discarded++,
      };
    },
    find: async () => ({ state: 'unknown' as const }),
    sweep: async () => 0,
    close: async () => undefined,
  };
  return store;
}

export function openWire(changes: Partial<WireOptions> = {}): OpenWire {
  const clock = changes.clock ?? { now: () => Date.now() };
  return createWire({
    provider: identity,
    clock,
    circuit: new Circuit(clock),
    windows: [],
    documents: memoryStore(),
    unlocker: { unlock: () => Promise.resolve('locked'), close: () => Promise.resolve() },
    limits: { deadlineMs: 300, answerMaxBytes: 100_000, documentMaxBytes: 200_000 },
    tls: null,
    observe: () => undefined,
    ...changes,
  });
}

/** How a promise fails: status, code and delay told. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ status: number; code: string; retryAfter: number | null }> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw error;
  return { status: error.status, code: error.message, retryAfter: error.retryAfterSeconds };
}
