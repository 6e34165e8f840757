import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Task } from '../platform/schedule.ts';
import { countsByDay, dropOldMinutes } from '../records/appels-cumules.ts';
import { insertJetons } from '../records/jetons.ts';
import type { Schema } from '../records/schema.ts';
import { dropSondesBefore, insertSonde, lastSondes, sondesParJour, sondesSince } from '../records/sondes.ts';
import { createProber, type ProbedUnits, type Prober } from '../watch/prober.ts';
import type { WatchStore } from '../watch/watch-options.ts';

const DAY_MS = 86_400_000;
/** Probes are kept one by one for the history by days; beyond, nothing reads them. */
const PROBES_KEPT_MS = 92 * DAY_MS;
const TOKEN_LIFE_MS = 7 * DAY_MS;

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
  };
}

/** The prober of this node, with a token of its own, and what keeps its store small. */
export function createWatching(options: WatchingOptions): Watching {
  const { db, clock, endpoints, config, isInMaintenance } = options;
  const prober = createProber({
    endpoints,
    url: config.url,
    units: config.file === null ? {} : readUnits(config.file),
    clock,
    token: probeToken(options),
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

type TokenOptions = Pick<WatchingOptions, 'db' | 'clock' | 'endpoints' | 'sign' | 'believed'>;

/** Gives the prober's token, which never leaves this process; a new one before its end. The register says it is a probe's. */
function probeToken({ db, clock, endpoints, sign, believed }: TokenOptions): () => Promise<string> {
  let current: { token: Promise<string>; renewAt: number } | null = null;

  async function make(): Promise<string> {
    const now = new Date(clock.now());
    const jeton: NewJeton = {
      jti: randomUUID(),
      uid: randomUUID(),
      subject: 'Watchdoge',
      roles: [...new Set(endpoints.map(({ scopes }) => scopes[0]))],
      issuedAt: now,
      expiresAt: new Date(now.getTime() + TOKEN_LIFE_MS),
    };
    const { jti, uid, subject, roles, issuedAt, expiresAt } = jeton;
    const dates = { cree_le: issuedAt, expire_le: expiresAt, revoque_le: null, banni_le: null };
    await insertJetons(db, [{ jti, uid, sujet: subject, roles: [...roles], ...dates, usage: 'sonde' }]);
    await believed();
    return sign(jeton);
  }

  return () => {
    if (current === null || clock.now() >= current.renewAt) {
      const token = make();
      current = { token, renewAt: clock.now() + TOKEN_LIFE_MS - DAY_MS };
      token.catch(() => {
        current = null;
      });
    }
    return current.token;
  };
}

const Units = Type.Record(Type.String(), Type.Record(Type.String(), Type.String()));

function readUnits(file: string): ProbedUnits {
  const units: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (Value.Check(Units, units)) return units;
  throw new Error(`${file} doit donner, par endpoint, un identifiant par paramètre de son adresse.`);
}
