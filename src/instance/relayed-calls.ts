import { RELAYED_FOR } from '../gateway/relayed-address.ts';
import { isDatabaseAway } from '../platform/database/away.ts';
import { askOwnDoor, type DoorAnswer } from '../platform/own-door.ts';
import { isAdresseBannie } from '../records/bannissements.ts';
import type { Admission } from './admission.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

interface RelayedCall {
  /** From `/v2` on. */
  readonly path: string;
  readonly token: string;
  /** Of whom it is made for: counted, banned and traced. */
  readonly address: string;
}

/** Calls that the portal makes for its visitors, by our own public door (ADR 0018). */
interface RelayedCalls {
  /** Rejects without an answer. */
  call(order: RelayedCall): Promise<DoorAnswer>;
  isBanned(address: string): Promise<boolean>;
}

/** Longer than the gateway gives itself: what is told is its answer, not our impatience. */
export const PATIENCE_MS = 3_000;
const BODY_MAX_BYTES = 2_000_000;

export function openRelayedCalls({ config, clock, log }: Ground, { db }: Kept, admission: Admission): RelayedCalls {
  const { relay, bans } = admission;
  return {
    call: ({ path, token, address }) => {
      const authorization = `Bearer ${token}`;
      return askOwnDoor(`${config.probes.url}${path}`, {
        headers: { Authorization: authorization, [RELAYED_FOR]: relay.relay(address, authorization) },
        timeoutMs: config.deadlineMs + PATIENCE_MS,
        maxBytes: BODY_MAX_BYTES,
      });
    },
    isBanned: async (address) => {
      if (bans.isBanned(address, clock.now())) return true;
      try {
        return await isAdresseBannie(db, address, new Date(clock.now()));
      } catch (error) {
        // The gateway holds its own list in memory: it still refuses.
        if (!isDatabaseAway(error)) throw error;
        log.warn({ err: error }, 'appels relayés : bannissements illisibles');
        return false;
      }
    },
  };
}
