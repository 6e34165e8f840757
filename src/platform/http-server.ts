import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import { generalErrors } from '../core/error-catalogue.ts';

/** Longest request line and headers together: a token and long traceability values fit, a flood does not. */
const HEADERS_MAX_BYTES = 32_768;

/** A handshake takes two exchanges: whoever is longer holds a connection for nothing. */
const HANDSHAKE_MS = 10_000;

/** Time left to the caller to read why its connection ends. */
const LINGER_MS = 1000;

interface HttpServerOptions {
  /** Calls of the API: the corridor. */
  readonly gateway: RequestListener;
  /** Everything else. */
  readonly portal: RequestListener;
}

/** The server that ends TLS itself. */
export function createHttpsServer(listeners: HttpServerOptions, identity: SecureContextOptions): SecureServer {
  return answering(createSecureServer({ ...OPTIONS, ...identity, handshakeTimeout: HANDSHAKE_MS }), listeners);
}

/** One server, one port: API calls go straight to the corridor, pages to the portal (PERF.md: Fastify would cost 2.5 times more). */
export function createHttpServer(listeners: HttpServerOptions): Server {
  return answering(createServer(OPTIONS), listeners);
}

// A missing Host is refused here rather than by node, whose answer has neither body nor X-Request-Id.
const OPTIONS = { maxHeaderSize: HEADERS_MAX_BYTES, noDelay: true, requireHostHeader: false };

function answering<Listening extends Server | SecureServer>(
  server: Listening,
  { gateway, portal }: HttpServerOptions,
): Listening {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      refuse(request.socket);
      return;
    }
    request.url = originForm(request.url);
    const listener = isApiCall(request) ? gateway : portal;
    listener(request, response);
  });
  server.on('clientError', (_error, socket) => refuse(socket));
  // Tunnels and upgrades are not served: without a listener, node would leave the connection hanging.
  server.on('connect', (_request, socket) => refuse(socket));
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response),
  );
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    server.emit('request', request, response),
  );
  return server;
}

/** A proxy may send the whole address (`GET http://hôte/v2/…`): what counts is its path. */
function originForm(url = '/'): string {
  const authority = /^https?:\/\/[^/?#]*/i.exec(url)?.[0];
  if (authority === undefined) return url;
  const rest = url.slice(authority.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const API_PREFIXES = ['/v2', '/watchdoge'];

function isApiCall({ url = '/' }: IncomingMessage): boolean {
  return API_PREFIXES.some((prefix) => {
    if (!url.startsWith(prefix)) return false;
    const next = url.charAt(prefix.length);
    return next === '' || next === '/' || next === '?';
  });
}

/** What is not HTTP still gets an answer of the table, when it can be sent. */
function refuse(socket: Duplex): void {
  // A tunnel's socket comes without node's own listener: a reset would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify({ errors: [generalErrors['00401'].sentence] });
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${randomUUID()}`,
    'X-Error-Code: 00401',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Counts the requests under way, so that stopping can wait for their answers. */
export class InFlight {
  #count = 0;
  #onEmpty: (() => void) | null = null;
  #stopping = false;

  /** Answers say from then on that their connection ends with them. */
  get isStopping(): boolean {
    return this.#stopping;
  }

  stop(): void {
    this.#stopping = true;
  }

  enter(): void {
    this.#count++;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) this.#onEmpty?.();
  }

  /** Resolves when no request is under way, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, timeoutMs);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A listener whose requests are counted until their connection is done with them. */
export function counted(inFlight: InFlight, listener: RequestListener): RequestListener {
  return (request, response) => {
    inFlight.enter();
    response.once('close', () => inFlight.leave());
    listener(request, response);
  };
}
