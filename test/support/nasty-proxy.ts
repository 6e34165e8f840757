import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Simulation } from '../../src/simulator/simulation.ts';

type Act = (socket: Socket) => void;

const answer =
  (status: string, body: Buffer | string, length = Buffer.byteLength(body)): Act =>
  (socket) => {
    socket.end(
      Buffer.concat([
        Buffer.from(
          `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`,
        ),
        Buffer.from(body),
      ]),
    );
  };

const PIECE = Buffer.alloc(1_000_000, 0x20);
const HUGE = 200_000_000;

function pour(socket: Socket): void {
  socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${HUGE}\r\nConnection: close\r\n\r\n`);
  const next = (): void => {
    if (socket.destroyed) return;
    if (socket.write(PIECE)) setImmediate(next);
    else socket.once('drain', next);
  };
  next();
}

/** What a provider can do wrong, and how it is done on its connection. `null` = it does not listen. */
export const anomalies: Readonly<Record<string, Act | null>> = {
  refus: null,
  'coupure avant réponse': (socket) => void socket.resetAndDestroy(),
  'muet dès la connexion': () => undefined,
  'muet au milieu du corps': (socket) =>
    void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 90000\r\nConnection: close\r\n\r\n{"a":'),
  'coupure au milieu du corps': (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 90000\r\nConnection: close\r\n\r\n{"a":'),
  'HTTP 500': answer('500 Internal Server Error', 'panne'),
  'HTTP 404': answer('404 Not Found', 'absent'),
  'pas le format': answer('200 OK', '\0\u0001 ceci n’est rien'),
  'autre schéma': answer('200 OK', '[42]'),
  'réponse vide': answer('200 OK', ''),
  '200 Mo': pour,
  'autre encodage': answer('200 OK', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])),
};

/** Stands before a simulated provider: passes everything on, or treats all but logins as an anomaly says. */
export class NastyProxy {
  readonly #target: string;
  readonly #simulations: readonly Simulation[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port = 0;
  #act: Act | null = null;

  constructor(target: string, simulations: readonly Simulation[]) {
    this.#target = target;
    this.#simulations = simulations;
    this.#server = createServer((incoming, response) => this.#treat(incoming, response));
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Does the anomaly while `work` runs. */
  async during<T>(anomaly: string, work: () => Promise<T>): Promise<T> {
    this.#act = anomalies[anomaly] ?? null;
    const deaf = this.#act === null;
    if (deaf) await this.close();
    try {
      return await work();
    } finally {
      this.#act = null;
      for (const socket of this.#sockets) socket.destroy();
      if (deaf) await this.listen();
    }
  }

  #treat(incoming: IncomingMessage, response: ServerResponse): void {
    if (this.#act !== null && !this.#isLogin(incoming)) {
      this.#act(incoming.socket);
      return;
    }
    const { method = 'GET', url = '/', headers } = incoming;
    const onward = request(
      `${this.#target}${url}`,
      { method, headers: { ...headers, connection: 'close' } },
      (answered) => {
        const chunks: Buffer[] = [];
        answered.on('data', (chunk: Buffer) => chunks.push(chunk));
        answered.on('end', () => {
          // The links it gives must lead through here too.
          const body = Buffer.concat(chunks).toString('latin1').replaceAll(this.#target, this.url);
          const { 'content-length': _length, 'transfer-encoding': _coding, ...kept } = answered.headers;
          response.writeHead(answered.statusCode ?? 500, { ...kept, connection: 'close' });
          response.end(Buffer.from(body, 'latin1'));
        });
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  }

  #isLogin({ method, url = '/' }: IncomingMessage): boolean {
    const path = url.split('?', 1)[0] ?? '/';
    if (method !== 'POST' && !/login|auth|token|session/i.test(path)) return false;
    return this.#simulations.some(({ operations }) =>
      operations.some((operation) => 'answer' in operation && operation.method === method && operation.path.test(path)),
    );
  }
}
