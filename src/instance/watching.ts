import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Task } from '../platform/schedule.ts';
import { countsByDay, countsByEndpoint, dropOldMinutes } from '../records/appels-cumules.ts';
import type { Schema } from '../records/schema.ts';
import {
  dropSondesBefore,
  insertSonde,
  lastSondes,
  sondesEnTout,
  sondesParJour,
  sondesSince,
} from '../records/sondes.ts';
import { createProber, type ProbedUnits, type Prober } from '../watch/prober.ts';
import type { UsageStore } from '../watch/usage.ts';
import type { WatchStore } from '../watch/watch-options.ts';
import { ownToken } from './own-token.ts';

const DAY_MS = 86_400_000;
/** Probes are kept one by one for the history by days; beyond, nothing reads them. */
const PROBES_KEPT_MS = 92 * DAY_MS;

interface WatchingOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly endpoints: readonly Endpoint[];
  readonly config: Config['probes'];
  readonly sign: (jeton: NewJeton) => string;
  /** Resolves once every gateway knows of a token just made. */
  readonly believed: () => Promise<void>;
  readonly isInMaintenance: (endpoint: Endpoint, at: Date) => boolean;
}

export interface Watching {
  readonly prober: Prober;
  /** Probes what is due. */
  readonly probing: Task;
  /** Keeps its store small. */
  readonly upkeep: Task;
}

/** What the database keeps for whoever watches. */
export function watchStore(db: Kysely<Schema>): WatchStore {
  return {
    countsByDay: (endpoints, from) => countsByDay(db, endpoints, from),
    lastSondes: () => lastSondes(db),
    sondesSince: (from) => sondesSince(db, from),
    sondesParJour: (from) => sondesParJour(db, from),
    sondesEnTout: (from) => sondesEnTout(db, from),
  };
}

/** What the database keeps for whoever tells how much the service is used. */
export function usageStore(db: Kysely<Schema>): UsageStore {
  return {
    countsByEndpoint: (asked) => countsByEndpoint(db, asked),
    sondesEnTout: (from) => sondesEnTout(db, from),
  };
}

/** The prober of this node, with a token of its own, and what keeps its store small. */
export function createWatching(options: WatchingOptions): Watching {
  const { db, clock, endpoints, config, sign, believed, isInMaintenance } = options;
  const prober = createProber({
    endpoints,
    url: config.url,
    units: config.file === null ? {} : readUnits(config.file),
    clock,
    token: ownToken({
      ...{ db, clock, sign, believed },
      subject: 'Watchdoge',
      roles: [...new Set(endpoints.map(({ scopes }) => scopes[0]))],
      usage: 'sonde',
    }),
    isInMaintenance,
    keep: (sonde, duringMaintenance) => insertSonde(db, sonde, duringMaintenance),
  });
  const upkeep: Task = {
    name: 'cumuls et sondes anciens',
    everyMs: 3_600_000,
    run: async () => {
      await dropOldMinutes(db, new Date(clock.now()));
      await dropSondesBefore(db, new Date(clock.now() - PROBES_KEPT_MS));
    },
  };
  return { prober, upkeep, probing: { name: 'sondes', everyMs: 1000, run: prober.probeDue } };
}

const Units = Type.Record(Type.String(), Type.Record(Type.String(), Type.String()));

function readUnits(file: string): ProbedUnits {
  const units: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (Value.Check(Units, units)) return units;
  throw new Error(`${file} doit donner, par endpoint, un identifiant par paramètre de son adresse.`);
}
