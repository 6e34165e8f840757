import type { FastifyRequest } from 'fastify';
import type { DoorAnswer } from '../../platform/own-door.ts';

/** What is known of a token without calling. */
export type JetonReport =
  | { readonly kind: 'malformed' | 'unknown' | 'revoked' }
  /** The database did not say. */
  | { readonly kind: 'untold' }
  | { readonly kind: 'expired'; readonly endedOn: Date }
  | { readonly kind: 'valid'; readonly roles: readonly string[]; readonly endsOn: Date };

export interface CallOrder {
  /** From `/v2` on. */
  readonly path: string;
  readonly token: string;
  /** Whose call it is: his address is counted and traced. */
  readonly visitor: FastifyRequest;
}

/** The way from the console to the API, and what stands before it. */
export interface ConsoleDoor {
  /** Calls our own public door. Rejects without an answer. */
  call(order: CallOrder): Promise<DoorAnswer>;
  inspect(token: string): Promise<JetonReport>;
  /** The token of the sandbox. */
  trialJeton(): string;
  /** Counts a try; false when this visitor, or all of them, have made too many. */
  mayAsk(visitor: FastifyRequest): boolean;
  /** His address is banned: nothing is called for him either. */
  isBanned(visitor: FastifyRequest): Promise<boolean>;
}
