import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Deadline } from '../../core/deadline.ts';
import type { WireAnswer } from '../../core/provider.ts';
import type { Pauses } from './pauses.ts';

/** Why an exchange ended without a whole answer. */
export type ExchangeFault =
  | { readonly fault: 'timeout' }
  | { readonly fault: 'too_large' }
  /** The provider had begun to answer. */
  | { readonly fault: 'cut'; readonly cause: unknown }
  /** Not a byte of answer came. */
  | { readonly fault: 'unreachable'; readonly cause: unknown }
  /** What came is not HTTP. */
  | { readonly fault: 'not_http'; readonly cause: unknown }
  /** The receiver of the body gave up, for a reason of its own. */
  | { readonly fault: 'abandoned'; readonly cause: unknown };

/** Thrown by a receiver to which the body is more than it can take. */
export class TooLarge extends Error {}

/** Receives the body as it comes. Returning false from `write` asks for a pause, ended by calling `resume`. */
export interface BodySink {
  write(chunk: Buffer, resume: () => void): boolean;
  end(): void;
  abort(): void;
}

export interface ExchangeRequest {
  readonly options: Dispatcher.DispatchOptions;
  readonly maxBytes: number;
  readonly deadline: Deadline;
  /** Told of the pauses that the receiver asks for; those of every exchange on the same connections. */
  readonly pauses: Pauses;
  /** Chooses where the body of this answer goes; null = in memory. */
  readonly sinkFor?: ((status: number, headers: IncomingHttpHeaders) => BodySink | null) | undefined;
}

/**
 * One request on the wire. Uses undici's dispatch directly: its promise-returning methods cost a third more (PERF.md).
 * Resolves with the answer (an empty body when a sink took it); rejects with an `ExchangeFault`.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(request, resolve, reject);
    if (request.deadline.isOver) {
      handler.expire();
      return;
    }
    request.deadline.watch(handler);
    dispatcher.dispatch(request.options, handler);
  });
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #request: ExchangeRequest;
  readonly #resolve: (answer: WireAnswer) => void;
  readonly #reject: (fault: ExchangeFault) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #sink: BodySink | null = null;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #size = 0;
  #settled = false;
  #isDraining = false;

  constructor(request: ExchangeRequest, resolve: (answer: WireAnswer) => void, reject: (fault: ExchangeFault) => void) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  expire(): void {
    this.#fail({ fault: 'timeout' });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settled) controller.abort(new Error('the call is over'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    // What announces more than we take is not read as far as that. Nobody asks with HEAD: what is announced would come.
    if (Number(headers['content-length'] ?? 0) > this.#request.maxBytes) {
      this.#fail({ fault: 'too_large' });
      return;
    }
    this.#sink = this.#request.sinkFor?.(status, headers) ?? null;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#request.maxBytes) {
      this.#fail({ fault: 'too_large' });
      return;
    }
    if (this.#sink === null) {
      this.#chunks.push(chunk);
      return;
    }
    try {
      if (!this.#sink.write(chunk, () => this.#resume())) this.#pause(controller);
    } catch (cause) {
      this.#fail(cause instanceof TooLarge ? { fault: 'too_large' } : { fault: 'abandoned', cause });
    }
  }

  onResponseEnd(): void {
    if (this.#settled) return;
    this.#settle();
    this.#sink?.end();
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    if (this.#status !== 0) this.#fail({ fault: 'cut', cause });
    else if (isParserError(cause)) this.#fail({ fault: 'not_http', cause });
    else this.#fail({ fault: 'unreachable', cause });
  }

  drain(): void {
    this.#isDraining = true;
    this.#resume();
    this.#isDraining = false;
  }

  #pause(controller: Dispatcher.DispatchController): void {
    if (this.#isDraining) return;
    this.#request.pauses.add(this);
    controller.pause();
  }

  #resume(): void {
    this.#request.pauses.delete(this);
    this.#controller?.resume();
  }

  #fail(fault: ExchangeFault): void {
    if (this.#settled) return;
    this.#settle();
    this.#sink?.abort();
    this.#reject(fault);
    this.#controller?.abort(new Error(fault.fault));
  }

  #settle(): void {
    this.#settled = true;
    this.#request.deadline.release(this);
    this.#request.pauses.delete(this);
  }
}

/** undici's words for an answer that nobody asked for (100, 101): it came, and it is of no use. */
const UNASKED = ['bad response', 'bad upgrade'];

function isParserError(cause: Error & { code?: unknown }): boolean {
  const code = typeof cause.code === 'string' ? cause.code : '';
  return (
    cause.name === 'HTTPParserError' ||
    code.startsWith('HPE_') ||
    code === 'UND_ERR_HEADERS_OVERFLOW' ||
    UNASKED.includes(cause.message)
  );
}
