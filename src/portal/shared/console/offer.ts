import type { FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import { ifKnown, type LogError } from '../if-known.ts';
import type { Callable, CallValues } from './callable.ts';

/** A token of who is logged in, as he calls it. */
export interface OwnJeton {
  readonly jti: string;
  readonly label: string;
}

/** The tokens of an account. */
export interface OwnJetons {
  listOf(compteId: string): Promise<readonly OwnJeton[]>;
  /** Null when it is not his, or is no more. */
  valueOf(compteId: string, jti: string): Promise<string | null>;
}

/** What the console stands on, wherever it is shown. */
export interface ConsoleGround {
  readonly callables: readonly Callable[];
  /** Every provider of this endpoint is played: it knows the fictional units, and no other. */
  readonly isFictional: (endpoint: Endpoint) => boolean;
  /** Whether the token of the sandbox may be lent for it. */
  readonly lendsTrialJeton: (endpoint: Endpoint) => boolean;
  readonly ownJetons: OwnJetons;
  readonly logError: LogError;
}

/** With which tokens this visitor may call this endpoint, beside one that he types. */
export interface JetonOffer {
  readonly trial: boolean;
  readonly own: readonly OwnJeton[];
}

export async function jetonOffer(
  { ownJetons, lendsTrialJeton, logError }: ConsoleGround,
  { endpoint }: Callable,
  { compte, id }: FastifyRequest,
): Promise<JetonOffer> {
  const listed = compte === null ? [] : await ifKnown(ownJetons.listOf(compte.id), logError, id);
  return { trial: lendsTrialJeton(endpoint), own: listed ?? [] };
}

/** What the fields hold before anything is typed: a fictional unit where it is known, nothing where it would fail. */
export function firstValues({ isFictional }: ConsoleGround, { endpoint, example }: Callable): CallValues {
  return isFictional(endpoint) ? example : {};
}
