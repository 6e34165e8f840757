import type { IncomingHttpHeaders } from 'node:http';
import type { FoundUnit } from './units.ts';

/** A request as a simulated provider receives it. */
export interface SimulatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Base URL of the simulated provider, for the links it gives. */
  readonly baseUrl: string;
  /** The time it is for the simulated provider: that of the instance's clock, in Unix milliseconds. */
  readonly now: number;
}

export interface SimulatedReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

type Reply = SimulatedReply | Promise<SimulatedReply>;

/** An operation that concerns nobody in particular: a login, a dictionary. */
export interface PlainOperation {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly answer: (request: SimulatedRequest) => Reply;
}

/** An operation about one unit: what the provider says when it knows it, when it does not, when it breaks down. */
export interface UnitOperation {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** The identifier the request is about (siren, siret or RNA). */
  readonly identify: (request: SimulatedRequest) => string;
  readonly found: (unit: FoundUnit, request: SimulatedRequest) => Reply;
  readonly unknown: (identifier: string, request: SimulatedRequest) => Reply;
  /** The provider's own way of saying that it has an internal error. */
  readonly brokenDown: (identifier: string) => SimulatedReply;
}

export type SimulatedOperation = PlainOperation | UnitOperation;

/** What a provider (or a room, for an operation that it alone uses) says on the wire. */
export interface Simulation {
  readonly provider: string;
  readonly operations: readonly SimulatedOperation[];
}

export function defineSimulation(provider: string, operations: readonly SimulatedOperation[]): Simulation {
  return { provider, operations };
}

export function jsonReply(value: unknown, status = 200): SimulatedReply {
  return { status, headers: { 'Content-Type': 'application/json;charset=UTF-8' }, body: JSON.stringify(value) };
}

export function textReply(body: string | Buffer, contentType: string, status = 200): SimulatedReply {
  return { status, headers: { 'Content-Type': contentType }, body };
}

/** Bytes that are neither the expected document nor anything else. */
export const NOT_A_DOCUMENT = Buffer.from('Ceci n’est ni un PDF ni une archive.');
