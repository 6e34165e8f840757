import { getJson } from '../platform/json-call.ts';
import type { Admission } from './admission.ts';
import { knownEverywhere } from './database.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import { ownToken } from './own-token.ts';

const SANDBOX_RECIPIENT = '10000001700010';

interface OwnDoorOptions {
  /** Endpoints it may call, by name. */
  readonly used: readonly string[];
  readonly subject: string;
  /** What the register says of its token: `protege`, `preremplissage_ouvert`. */
  readonly usage: string;
  /** Who the platform is, when it calls for itself; empty when its operator has not said. */
  readonly siret: string;
  readonly context: string;
  readonly object: string;
  readonly timeoutMs: number;
}

/** Asks our own endpoints; `path` may end with a query. */
export type OwnDoor = (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;

/**
 * The platform as a client of itself, like any other: its token, its traces, its counters. Null when its operator has not said
 * which SIRET it calls for.
 */
export function openOwnDoor(
  { config, endpoints, clock }: Ground,
  { db, database }: Kept,
  { sign, registerFeed }: Admission,
  { used, subject, usage, siret, context, object, timeoutMs }: OwnDoorOptions,
): OwnDoor | null {
  const recipient = siret === '' && config.sandbox ? SANDBOX_RECIPIENT : siret;
  if (recipient === '') return null;
  const token = ownToken({
    ...{ db, clock, sign, believed: () => knownEverywhere(database, registerFeed) },
    subject,
    roles: endpoints.filter(({ name }) => used.includes(name)).map(({ scopes }) => scopes[0]),
    usage,
  });
  const purpose = new URLSearchParams({ context, recipient, object });
  return async (path) =>
    getJson(`${config.probes.url}${path}${path.includes('?') ? '&' : '?'}${purpose}`, {
      authorization: `Bearer ${await token()}`,
      timeoutMs,
    });
}
