import type { Kysely } from 'kysely';
import type { CommandContext, HandedFiles } from '../commands/command.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { legacyRights, publishedRights } from '../core/rights.ts';
import { createTokenSigner, type SigningSecret } from '../gateway/jetons/signing.ts';
import type { TraceShipper } from '../gateway/trace/shipper.ts';
import type { MovableClock } from '../platform/clock.ts';
import type { Schedule } from '../platform/schedule.ts';
import type { Schema } from '../records/schema.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { RegisterFeed } from './database.ts';

interface ContextOptions {
  readonly db: Kysely<Schema>;
  readonly clock: MovableClock;
  readonly simulator: Simulator;
  readonly secrets: readonly SigningSecret[];
  readonly endpoints: readonly Endpoint[];
  readonly registerFeed: RegisterFeed;
  readonly shipper: TraceShipper;
  readonly schedule: Schedule;
  readonly handedFiles: HandedFiles;
}

/** What the commands of `apie` can act on. */
export function createCommandContext(options: ContextOptions): CommandContext {
  const { db, clock, simulator, endpoints, registerFeed, shipper, schedule } = options;
  const ownRights = endpoints.map((endpoint) => endpoint.scopes[0]);
  return {
    db,
    clock,
    sandbox: simulator.slugs().length > 0,
    rights: [...new Set([...publishedRights, ...ownRights])].sort(),
    legacyRights,
    sign: createTokenSigner(options.secrets),
    refreshRegister: () => registerFeed.refresh(),
    shipTraces: () => shipper.drain(),
    runDueTasks: () => schedule.runDue(),
    simulated: simulator.slugs(),
    breakDown: (provider, panne) => simulator.breakDown(provider, panne),
    handedFiles: options.handedFiles,
  };
}
