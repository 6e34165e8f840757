import type { Kysely } from 'kysely';
import type { Endpoint } from '../core/endpoint.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import type { MovableClock } from '../platform/clock.ts';
import type { Schema } from '../records/schema.ts';
import type { Panne } from '../simulator/simulated-provider.ts';
import type { ProbeReport } from '../watch/probe.ts';

/** What a command can act on: the instance that runs. */
export interface CommandContext {
  readonly db: Kysely<Schema>;
  readonly clock: MovableClock;
  /** At least one provider is simulated. */
  readonly sandbox: boolean;
  /** Rights of the endpoints that this instance has, legacy ones apart. */
  readonly rights: readonly string[];
  readonly legacyRights: readonly string[];
  sign(jeton: NewJeton): string;
  /** Takes what changed in the database into the register at once. */
  refreshRegister(): Promise<void>;
  /** Sends every trace kept so far to the database. */
  shipTraces(): Promise<void>;
  runDueTasks(): Promise<void>;
  readonly endpoints: readonly Endpoint[];
  /** Calls an endpoint as the prober does, and keeps what it saw. */
  probe(endpoint: Endpoint): Promise<ProbeReport>;
  readonly simulated: readonly string[];
  breakDown(provider: string, panne: Panne): Promise<void>;
}

export interface Command {
  /** How it is called, e.g. `jeton creer`. */
  readonly name: string;
  readonly usage: string;
  readonly purpose: string;
  run(args: readonly string[], context: CommandContext): AsyncIterable<string> | Iterable<string>;
}

/** What the user typed cannot be done; the sentence says why and how to mend it. */
export class CommandError extends Error {}
