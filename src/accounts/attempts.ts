import { createHash } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Tentatives } from '../records/tentatives-connexion.ts';
import type { AccountStore } from './account-store.ts';

const MINUTE_MS = 60_000;
const WINDOW_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const PER_ACCOUNT = 5;
const PER_ADDRESS = 20;

export interface Attempts {
  /** Counts one attempt, on an e-mail or a code, before it is checked; how many minutes to wait when there have been too many, else null. */
  begin(what: string, address: string): Promise<number | null>;
  succeed(what: string, address: string): Promise<void>;
  sweep(): Promise<void>;
}

/**
 * Five failures on an e-mail, whether it has an account or not, or twenty from an address, in 15 minutes from the first. In
 * the database, so that nodes and restarts do not multiply them; under a fingerprint, since people type passwords in the
 * field of the e-mail.
 */
export function createAttempts(store: AccountStore, clock: Clock): Attempts {
  const keysOf = (what: string, address: string) => ({
    compte: keyOf(`compte ${what}`),
    adresse: keyOf(`adresse ${address}`),
  });

  async function wait(cle: string, most: number): Promise<number> {
    const now = clock.now();
    const period = { now: new Date(now), since: new Date(now - WINDOW_MS) };
    const { debut, nombre }: Tentatives = await store.countTentative(cle, period);
    return nombre <= most ? 0 : debut.getTime() + WINDOW_MS - now;
  }

  return {
    begin: async (what, address) => {
      const { compte, adresse } = keysOf(what, address);
      const milliseconds = Math.max(await wait(compte, PER_ACCOUNT), await wait(adresse, PER_ADDRESS));
      return milliseconds === 0 ? null : Math.max(1, Math.ceil(milliseconds / MINUTE_MS));
    },
    succeed: (what, address) => store.forgiveTentatives(keysOf(what, address)),
    // What counts requests by the hour is in the same table.
    sweep: () => store.dropTentativesBefore(new Date(clock.now() - HOUR_MS)),
  };
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
