import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { SimulatedOperation, SimulatedReply, SimulatedRequest, UnitOperation } from './simulation.ts';
import { type FoundUnit, findUnit } from './units.ts';

/** How a whole provider can be put out of order (`apie simulateur panne`); `fin` ends it. */
export const pannes = ['refus', '500', '503', 'muet', 'illisible', 'fin'] as const;
export type Panne = (typeof pannes)[number];

const SLOW_MS = 3000;
/** A call asks several questions about a slow unit, one after the other: it waits for the first only. */
const SLOW_ONCE_MS = 500;
const UNREADABLE = Buffer.from([0x00, 0xff, 0xfe, 0x3c, 0x7b, 0x80, 0x81, 0x0a]);

/** One provider's wire on a loopback port of its own. */
export class SimulatedProvider {
  readonly slug: string;
  readonly #operations: SimulatedOperation[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #answeredAt = new Map<string, number>();
  readonly #clock: Clock;
  #server: Server | null = null;
  #port: number;
  #panne: Panne = 'fin';
  /** Requests received, for tests that promise a provider was not called. */
  received = 0;
  /** Lets a test put words in the provider's mouth. */
  intercept: ((request: SimulatedRequest) => SimulatedReply | null) | null = null;

  constructor(slug: string, port: number, clock: Clock) {
    this.slug = slug;
    this.#port = port;
    this.#clock = clock;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  learn(operations: readonly SimulatedOperation[]): void {
    this.#operations.push(...operations);
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(asError(error)));
    });
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = portOf(server);
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  async breakDown(panne: Panne): Promise<void> {
    this.#panne = panne;
    if (panne === 'refus') await this.close();
    else if (this.#server === null) await this.listen();
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.received++;
    const request = await readRequest(incoming, this.url, this.#clock.now());
    const intercepted = this.intercept?.(request) ?? null;
    if (intercepted !== null) return write(response, intercepted);
    if (this.#panne === 'muet') return;
    if (this.#panne === '500') return write(response, { status: 500, body: 'panne' });
    if (this.#panne === '503') return write(response, { status: 503, body: 'panne' });
    if (this.#panne === 'illisible') return write(response, { status: 200, body: UNREADABLE });
    const operation = this.#operations.find(({ method, path }) => method === request.method && path.test(request.path));
    if (operation === undefined) return write(response, { status: 404, body: 'Not Found' });
    if ('answer' in operation) return write(response, await operation.answer(request));
    return this.#answerAbout(operation, request, response);
  }

  async #answerAbout(operation: UnitOperation, request: SimulatedRequest, response: ServerResponse): Promise<void> {
    const identifier = operation.identify(request);
    const found = findUnit(identifier);
    switch (found?.unit.behaviour) {
      case undefined:
      case 'unknown':
        return write(response, await operation.unknown(identifier, request));
      case 'internal_error':
        return write(response, operation.brokenDown(identifier));
      case 'unreadable':
        return write(response, { status: 200, body: UNREADABLE });
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'unavailable':
        return write(response, { status: 503, headers: { 'Retry-After': '120' }, body: 'Service Unavailable' });
      case 'mute':
        return;
      case 'slow':
        await this.#waitOnce(found.unit.siren);
    }
    write(response, await operation.found(known(found), request));
  }

  async #waitOnce(siren: string): Promise<void> {
    const last = this.#answeredAt.get(siren) ?? 0;
    if (performance.now() - last > SLOW_ONCE_MS) await delay(SLOW_MS);
    this.#answeredAt.set(siren, performance.now());
  }
}

function known(found: FoundUnit | null): FoundUnit {
  if (found === null) throw new Error('an unknown unit has been answered above');
  return found;
}

function write(response: ServerResponse, { status, headers = {}, body = '' }: SimulatedReply): void {
  response.writeHead(status, headers);
  response.end(body);
}

async function readRequest(incoming: IncomingMessage, baseUrl: string, now: number): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const url = new URL(incoming.url ?? '/', baseUrl);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    baseUrl,
    now,
  };
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening on a TCP port');
  return address.port;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
