import { etatJeton } from '../core/etat-jeton.ts';
import { createClientAddress } from '../gateway/client-address.ts';
import { createTokenReader } from '../gateway/jetons/signing.ts';
import { createLocalCounters } from '../gateway/volume/counters.ts';
import { isDatabaseAway } from '../platform/database/away.ts';
import type { ConsoleDoor, JetonReport } from '../portal/console/door.ts';
import type { ConsoleOptions } from '../portal/console/routes.ts';
import { callablesOf } from '../portal/shared/console/callable.ts';
import type { ConsoleGround } from '../portal/shared/console/offer.ts';
import { findJeton } from '../records/jetons.ts';
import { unitWords } from '../simulator/unit-words.ts';
import { UNITS } from '../simulator/units.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import type { Demonstration } from './demonstration.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import { openOwnJetons } from './own-jetons.ts';
import { openRelayedCalls, PATIENCE_MS } from './relayed-calls.ts';

interface ConsoleParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
  readonly demonstration: Demonstration;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** Tries of one visitor in a minute. */
const TRIES = { name: 'console', limit: 30, windowMs: 60_000 };

/** What the console is made from: endpoints, whose tokens, and the way to our own door. */
export function openConsole(ground: Ground, parts: ConsoleParts): ConsoleOptions {
  const { config, limits } = ground;
  return {
    ground: consoleGround(ground, parts),
    door: openDoor(ground, parts),
    strictTraceability: config.strictTraceability,
    units: UNITS.map((unit) => ({ siren: unit.siren, siret: unit.siege.siret, rna: unit.rna, what: unitWords(unit) })),
    context: {
      publicUrl: config.publicUrl,
      timeoutSeconds: Math.round((config.deadlineMs + PATIENCE_MS) / 1000),
      banHours: limits.bannissement.duree_s / 3600,
    },
  };
}

function consoleGround(ground: Ground, { kept, admission, asked, logError }: ConsoleParts): ConsoleGround {
  const { config, endpoints, papersOf } = ground;
  const isPlayed = (slug: string): boolean =>
    config.providers.get(slug)?.simulated === true && !asked.importedFiles.isServed(slug);
  const isFictional: ConsoleGround['isFictional'] = ({ providers }) =>
    config.sandbox && providers.every(({ slug }) => isPlayed(slug));
  return {
    callables: callablesOf(endpoints, papersOf),
    isFictional,
    // Without the gateway, this node does not know what providers the other speaks with: it lends nobody a token that opens all.
    lendsTrialJeton: (endpoint) => config.roles.has('gateway') && isFictional(endpoint),
    ownJetons: openOwnJetons(ground, kept, admission),
    logError,
  };
}

function openDoor(ground: Ground, parts: ConsoleParts): ConsoleDoor {
  const { config, limits, clock, log } = ground;
  const { kept, admission, demonstration } = parts;
  const calls = openRelayedCalls(ground, kept, admission);
  const addressOf = createClientAddress(config.trustedProxies);
  const tries = createLocalCounters();
  // Should a proxy drop the seal, our own address would be counted: whatever visitors do, it stays far from its ceiling.
  const triesOfAll = { ...TRIES, name: 'console, tous', limit: Math.floor(limits.adresse.plafond / 2) };
  const read = createTokenReader(admission.secrets);

  return {
    call: ({ path, token, visitor }) => calls.call({ path, token, address: addressOf(visitor.raw) }),
    inspect: (token) => inspect(token),
    trialJeton: demonstration.readToken,
    mayAsk: ({ raw }) => {
      const now = clock.now();
      tries.sweep(now);
      if (tries.hit(TRIES, addressOf(raw), now).count > TRIES.limit) return false;
      return tries.hit(triesOfAll, '', now).count <= triesOfAll.limit;
    },
    isBanned: ({ raw }) => calls.isBanned(addressOf(raw)),
  };

  async function inspect(token: string): Promise<JetonReport> {
    if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return { kind: 'malformed' };
    const claims = read(token);
    if (claims === null) return { kind: 'unknown' };
    try {
      const row = await findJeton(kept.db, claims.jti);
      if (row === undefined) return { kind: 'unknown' };
      if (etatJeton(row, clock.now()) === 'retire') return { kind: 'revoked' };
      // The register may end a token sooner than it says itself, never later.
      const endsOn = new Date(Math.min(row.expire_le.getTime(), claims.exp === null ? Infinity : claims.exp * 1000));
      if (endsOn.getTime() <= clock.now()) return { kind: 'expired', endedOn: endsOn };
      return { kind: 'valid', roles: claims.roles, endsOn };
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      log.warn({ err: error }, 'console : registre des jetons illisible');
      return { kind: 'untold' };
    }
  }
}
