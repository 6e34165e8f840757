import type { Kysely } from 'kysely';
import type { CommandContext, HandedFiles } from '../commands/command.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { legacyRights, publishedRights } from '../core/rights.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import type { TraceShipper } from '../gateway/trace/shipper.ts';
import type { BackupSource } from '../platform/backup/write-backup.ts';
import type { MovableClock } from '../platform/clock.ts';
import type { Passwords } from '../platform/passwords.ts';
import type { Schedule } from '../platform/schedule.ts';
import type { Schema } from '../records/schema.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Feed } from './feed.ts';
import type { Watching } from './watching.ts';

interface ContextOptions {
  readonly db: Kysely<Schema>;
  readonly clock: MovableClock;
  readonly sandbox: boolean;
  readonly simulator: Simulator;
  readonly sign: (jeton: NewJeton) => string;
  readonly endpoints: readonly Endpoint[];
  readonly registerFeed: Feed;
  readonly shipper: TraceShipper;
  readonly schedule: Schedule;
  readonly handedFiles: HandedFiles;
  readonly watching: Watching;
  readonly passwords: Passwords;
  readonly backup: BackupSource<Schema>;
  readonly noteBounce: CommandContext['noteBounce'];
}

/** What the commands of `apie` can act on. */
export function createCommandContext(options: ContextOptions): CommandContext {
  const { db, clock, simulator, endpoints, registerFeed, shipper, schedule, watching } = options;
  const ownRights = endpoints.map((endpoint) => endpoint.scopes[0]);
  return {
    db,
    clock,
    sandbox: options.sandbox,
    rights: [...new Set([...publishedRights, ...ownRights])].sort(),
    legacyRights,
    sign: options.sign,
    refreshRegister: () => registerFeed.refresh(),
    shipTraces: () => shipper.drain(),
    endpoints,
    probe: watching.prober.probeNow,
    runDueTasks: () => schedule.runDue(),
    simulated: simulator.slugs(),
    breakDown: (provider, panne) => simulator.breakDown(provider, panne),
    handedFiles: options.handedFiles,
    hashPassword: options.passwords.hash,
    backup: options.backup,
    noteBounce: options.noteBounce,
  };
}
