import type { Clock } from '../core/clock.ts';
import { canonicalEmail } from '../core/email.ts';
import type { Login } from '../records/comptes.ts';
import type { OpenSession, Session } from '../records/sessions.ts';
import type { AccountStore } from './account-store.ts';
import { createAttempts } from './attempts.ts';
import { type CodeCheck, type CodeOutcome, createHalfOpen } from './half-open.ts';
import type { Browser, Sessions } from './sessions.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** `refused` says no more than that: an unknown e-mail, a wrong password and a deactivated account are the same. */
type Refusal = { readonly outcome: 'refused' } | { readonly outcome: 'throttled'; readonly minutes: number };
type Opened = { readonly outcome: 'opened'; readonly id: string };
/**
 * The password is right, and `unverified`: the e-mail was never proved; `code_awaited`: a second factor is asked for, under a key
 * that the browser keeps meanwhile.
 */
export type LoginOutcome =
  | Opened
  | Refusal
  | { readonly outcome: 'unverified' }
  | { readonly outcome: 'code_awaited'; readonly key: string };

/** What pages ask about who visits them. */
export interface Accounts {
  /** The session under this identifier of the browser's, while it is in force. */
  sessionOf(id: string): Promise<OpenSession | null>;
  /** Opens a session for who gives the right password; it takes the place of the one the browser had. */
  login(credentials: Credentials, from: Browser, replaced: string | null): Promise<LoginOutcome>;
  /** Whether a login still awaits its code. */
  awaitsCode(key: string): Promise<boolean>;
  /** Opens the session that a login had left ajar. */
  passCode(key: string, code: string, from: Browser, replaced: string | null): Promise<CodeOutcome>;
  logout(session: Session): Promise<void>;
  /** The sessions in force of an account, last seen first. */
  sessionsOf(compte: string): Promise<Session[]>;
  /** False when this account has no such session. */
  closeSession(compte: string, empreinte: string): Promise<boolean>;
  closeOtherSessions(session: Session): Promise<number>;
  /** Asks the password again, before what a session left open must not be enough for. */
  confirm(who: OpenSession, password: string, from: Browser): Promise<{ readonly outcome: 'confirmed' } | Refusal>;
  /** The same of the second factor. */
  confirmCode(who: OpenSession, code: string, from: Browser): Promise<{ readonly outcome: 'confirmed' } | Refusal>;
  /** Changes one's own password; every session closes, and a new one opens here. */
  changePassword(who: OpenSession, change: PasswordChange, from: Browser): Promise<Opened | Refusal>;
}

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

interface AccountsOptions {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly codes: CodeCheck;
  readonly sessions: Sessions;
}

/** Logging in, being logged in, and what keeps their store small. */
export function createAccounts(options: AccountsOptions): Accounts & { sweep(): Promise<void> } {
  const { store, clock, passwords, codes, sessions } = options;
  const attempts = createAttempts(store, clock);
  const halfOpen = createHalfOpen({ store, clock, attempts, sessions, codes });

  /** The account that this password opens, or why it does not. Attempts are counted first: many at once pass no more. */
  async function check({ email: typed, password }: Credentials, address: string): Promise<Login | Refusal> {
    const email = canonicalEmail(typed);
    const minutes = await attempts.begin(email ?? typed, address);
    if (minutes !== null) return { outcome: 'throttled', minutes };
    const known = email === null ? undefined : await store.findMotDePasse(email);
    const matches = await passwords.verify(known?.mot_de_passe, password);
    if (known === undefined || !matches) return { outcome: 'refused' };
    await attempts.succeed(email ?? typed, address);
    return known;
  }

  return {
    sessionOf: sessions.find,
    login: async (credentials, from, replaced) => {
      const checked = await check(credentials, from.address);
      if ('outcome' in checked) return checked;
      if (checked.verifie_le === null) return { outcome: 'unverified' };
      if (await codes.isOn(checked.id)) return { outcome: 'code_awaited', key: await halfOpen.begin(checked.id) };
      return {
        outcome: 'opened',
        id: await sessions.open({ compte: checked.id, facteurs: ['mot_de_passe'] }, from, replaced),
      };
    },
    awaitsCode: halfOpen.isAwaited,
    passCode: halfOpen.pass,
    confirmCode: ({ compte }, code, { address }) => halfOpen.check(compte, code, address),
    logout: ({ empreinte }) => store.deleteSession(empreinte),
    sessionsOf: sessions.list,
    closeSession: (compte, empreinte) => store.deleteSessionOf(compte, empreinte),
    closeOtherSessions: ({ compte, empreinte }) => store.deleteOtherSessions(compte, empreinte),
    confirm: async ({ compte }, password, { address }) => {
      const checked = await check({ email: compte.email, password }, address);
      return 'outcome' in checked ? checked : { outcome: 'confirmed' };
    },
    changePassword: async ({ compte, session }, { current, next }, from) => {
      const checked = await check({ email: compte.email, password: current }, from.address);
      if ('outcome' in checked) return checked;
      await store.putPassword(compte, await passwords.hash(next));
      const { facteurs, jeton_identite } = session;
      const again = { compte: compte.id, facteurs, jetonIdentite: jeton_identite };
      return { outcome: 'opened', id: await sessions.open(again, from, null) };
    },
    sweep: async () => {
      await sessions.sweep();
      await attempts.sweep();
      await halfOpen.sweep();
    },
  };
}
