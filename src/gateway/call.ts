import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Question } from '../core/endpoint.ts';
import type { Purpose, Warning } from '../core/traceability.ts';
import type { Jeton } from './jetons/jetons.ts';
import { parseQuery, type Query } from './query.ts';
import type { Route } from './routes.ts';
import type { CountsAhead } from './volume/shared-counters.ts';

/** State of the caller's counter after this call, told in the RateLimit headers. */
export interface Quota {
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
  /** Milliseconds. */
  readonly endsAt: number;
}

/** One request and what the gate has established of it so far, step after step. */
export class Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId = randomUUID();
  readonly receivedAt: number;
  readonly startedAt = performance.now();
  readonly address: string;
  /** Without the query, without a trailing slash. */
  readonly path: string;
  readonly query: Query;
  readonly warnings: Warning[] = [];
  jeton: Jeton | null = null;
  /** Counted with the other nodes before the gate; null when this node counts alone. */
  ahead: CountsAhead | null = null;
  quota: Quota | null = null;
  purpose: Purpose | null = null;
  providerStatus: number | null = null;
  documentExpiry: Date | null = null;
  #route: Route | null = null;
  #question: Question | null = null;

  constructor(request: IncomingMessage, response: ServerResponse, address: string, receivedAt: number) {
    this.request = request;
    this.response = response;
    this.address = address;
    this.receivedAt = receivedAt;
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    this.path = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    this.query = parseQuery(mark === -1 ? '' : url.slice(mark + 1));
  }

  get foundRoute(): Route | null {
    return this.#route;
  }

  get route(): Route {
    return established(this.#route, 'route');
  }

  set route(route: Route) {
    this.#route = route;
  }

  get question(): Question {
    return established(this.#question, 'question');
  }

  set question(question: Question) {
    this.#question = question;
  }
}

/** A step reads only what an earlier step of the gate's list has established. */
export function established<T>(value: T | null, what: string): T {
  if (value === null) throw new Error(`the gate has not established: ${what}`);
  return value;
}
