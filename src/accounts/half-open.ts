import type { Clock } from '../core/clock.ts';
import { newKey, printOf } from '../core/link-key.ts';
import type { Compte } from '../records/comptes.ts';
import type { AccountStore } from './account-store.ts';
import type { Attempts } from './attempts.ts';
import type { Browser, Sessions } from './sessions.ts';

const OPEN_MS = 10 * 60_000;

/** What a login asks of second factors. */
export interface CodeCheck {
  isOn(compte: string): Promise<boolean>;
  accepts(compte: Pick<Compte, 'id' | 'email'>, code: string): Promise<boolean>;
}

type Refusal = { readonly outcome: 'refused' } | { readonly outcome: 'throttled'; readonly minutes: number };
/** `over`: the password is to be given again. */
export type CodeOutcome = { readonly outcome: 'opened'; readonly id: string } | { readonly outcome: 'over' } | Refusal;

interface HalfOpenOptions {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly codes: CodeCheck;
}

/** Logins whose password was right and whose code is awaited: ten minutes, and no more attempts than a password has. */
export function createHalfOpen({ store, clock, attempts, sessions, codes }: HalfOpenOptions) {
  const now = () => new Date(clock.now());

  async function check(
    compte: Pick<Compte, 'id' | 'email'>,
    code: string,
    address: string,
  ): Promise<Refusal | { readonly outcome: 'confirmed' }> {
    const what = `second facteur ${compte.id}`;
    const minutes = await attempts.begin(what, address);
    if (minutes !== null) return { outcome: 'throttled', minutes };
    if (!(await codes.accepts(compte, code))) return { outcome: 'refused' };
    await attempts.succeed(what, address);
    return { outcome: 'confirmed' };
  }

  return {
    check,
    /** Leaves the door ajar; gives the key that the browser keeps. */
    begin: async (compte: string): Promise<string> => {
      const { key, empreinte } = newKey();
      await store.insertEntrouverte({ empreinte, compte, expire_le: new Date(clock.now() + OPEN_MS) });
      return key;
    },
    isAwaited: async (key: string): Promise<boolean> =>
      (await store.findEntrouverte(printOf(key), now())) !== undefined,
    pass: async (key: string, code: string, from: Browser, replaced: string | null): Promise<CodeOutcome> => {
      const empreinte = printOf(key);
      const found = await store.findEntrouverte(empreinte, now());
      if (found === undefined) return { outcome: 'over' };
      const compte = { id: found.compte, email: found.email };
      const checked = await check(compte, code, from.address);
      if (checked.outcome !== 'confirmed') return checked;
      if (!(await store.deleteEntrouverte(empreinte))) return { outcome: 'over' };
      const opening = { compte: compte.id, facteurs: ['mot_de_passe', 'totp'] } as const;
      return { outcome: 'opened', id: await sessions.open(opening, from, replaced) };
    },
    sweep: () => store.dropDeadEntrouvertes(now()),
  };
}
