import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import type { Facteur } from '../core/login-factors.ts';
import type { OpenSession, Session } from '../records/sessions.ts';
import type { AccountStore, InForce } from './account-store.ts';

const HOUR_MS = 3_600_000;
const IDLE_MS = 12 * HOUR_MS;
const LIFE_MS = 7 * 24 * HOUR_MS;
/** A page seen is worth one write a minute at most. */
const SEEN_EVERY_MS = 60_000;
const ID_BYTES = 32;
const ID_FORM = /^[\w-]{43}$/;

/** Where a session is opened from. */
export interface Browser {
  readonly address: string;
  /** Its `User-Agent`, as it says. */
  readonly agent: string;
}

/** Who has logged in, and how. */
interface Opening {
  readonly compte: string;
  readonly facteurs: readonly Facteur[];
  /** What an identity provider gave to close its own session, sealed. */
  readonly jetonIdentite?: string | null;
}

export interface Sessions {
  /** Opens one and gives its identifier, which only the browser keeps. It is always new: no one can have set it beforehand. */
  open(who: Opening, from: Browser, replaced: string | null): Promise<string>;
  /** Whose identifier this is, while its session is in force. */
  find(id: string): Promise<OpenSession | null>;
  list(compte: string): Promise<Session[]>;
  sweep(): Promise<void>;
}

/** Sessions of 7 days at most, over after 12 hours without a page; kept by the fingerprint of their identifier. */
export function createSessions(store: AccountStore, clock: Clock): Sessions {
  const inForce = (): InForce => ({ now: new Date(clock.now()), idleSince: new Date(clock.now() - IDLE_MS) });
  return {
    open: async ({ compte, facteurs, jetonIdentite = null }, { address, agent }, replaced) => {
      const id = randomBytes(ID_BYTES).toString('base64url');
      const now = clock.now();
      const dates = { cree_le: new Date(now), vue_le: new Date(now), expire_le: new Date(now + LIFE_MS) };
      await store.insertSession(
        {
          empreinte: fingerprintOf(id),
          compte,
          ...dates,
          adresse: address,
          agent,
          facteurs: [...facteurs],
          jeton_identite: jetonIdentite,
        },
        replaced === null ? null : fingerprintOf(replaced),
      );
      return id;
    },
    find: async (id) => {
      if (!ID_FORM.test(id)) return null;
      const period = inForce();
      const found = await store.findOpenSession(fingerprintOf(id), period);
      if (found === undefined) return null;
      const { empreinte, vue_le } = found.session;
      if (period.now.getTime() - vue_le.getTime() >= SEEN_EVERY_MS) await store.touchSession(empreinte, period.now);
      return found;
    },
    list: (compte) => store.listSessions(compte, inForce()),
    sweep: () => store.dropDeadSessions(inForce()),
  };
}

function fingerprintOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
