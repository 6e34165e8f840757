import type { Clock } from '../core/clock.ts';
import type { Compte } from '../records/comptes.ts';
import { queueMail } from '../records/envois.ts';
import {
  acceptStep,
  activateSecret,
  countCodesLeft,
  findSecondFacteur,
  proposeSecret,
  removeSecondFacteur,
  replaceCodes,
  resealSecret,
  takeCode,
} from '../records/seconds-facteurs.ts';
import { addFacteur, type OpenSession } from '../records/sessions.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { newRecoveryCodes, printOfCode } from './recovery-codes.ts';
import { codeUsedMail, factorOffMail, factorOnMail } from './second-factor-mails.ts';
import { newTotpSecret, stepOf, totpUri } from './totp.ts';

/** Where someone is with his second factor. */
export type FactorState =
  | { readonly state: 'off' }
  /** Shown and not confirmed yet. */
  | { readonly state: 'proposed'; readonly secret: string; readonly uri: string }
  | { readonly state: 'on'; readonly since: Date; readonly codesLeft: number };

export interface SecondFactorDesk {
  stateOf(compte: Compte): Promise<FactorState>;
  isOn(compte: string): Promise<boolean>;
  /** Draws a secret to be confirmed by its first code. */
  propose(compte: Compte): Promise<void>;
  /** The recovery codes, given this once; null when the code is not the one of the secret proposed. */
  confirm(who: OpenSession, code: string): Promise<readonly string[] | null>;
  /** Whether this is a code of now that has not served, or a recovery code that had not: it then has. */
  accepts(compte: Pick<Compte, 'id' | 'email'>, code: string): Promise<boolean>;
  renewCodes(compte: Compte): Promise<readonly string[]>;
  turnOff(compte: Compte): Promise<void>;
}

/** Texts kept so that the database alone does not tell them. */
export interface Sealing {
  seal(text: string, about: string): string;
  open(sealed: string, about: string): string | null;
  isCurrent(sealed: string): boolean;
}

interface Known {
  readonly secret: string;
  readonly since: Date | null;
  readonly isCurrent: boolean;
}

interface SecondFactorOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly sealer: Sealing;
  readonly addresses: Addresses;
  /** What applications of codes call this service. */
  readonly issuer: string;
}

export function createSecondFactorDesk(options: SecondFactorOptions): SecondFactorDesk {
  const { db, clock, sealer, addresses, issuer } = options;
  const now = () => new Date(clock.now());
  const about = (compte: string) => `totp ${compte}`;

  async function secretOf(compte: string): Promise<Known | null> {
    const kept = await findSecondFacteur(db, compte);
    if (kept === undefined) return null;
    const secret = sealer.open(kept.secret, about(compte));
    if (secret === null && kept.actif_le === null) return null;
    // Better closed than open: a login that cannot be checked is no login.
    if (secret === null) throw new Error('A second factor is sealed under a secret that this instance does not have.');
    return { secret, since: kept.actif_le, isCurrent: sealer.isCurrent(kept.secret) };
  }

  async function putCodes(work: Work, compte: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await replaceCodes(
      work,
      compte,
      codes.map((code) => printOfCode(code, compte) ?? ''),
    );
    return codes;
  }

  async function acceptsRecovery({ id, email }: Pick<Compte, 'id' | 'email'>, print: string): Promise<boolean> {
    return together(db, async (work) => {
      const at = now();
      if (!(await takeCode(work, id, print, at))) return false;
      await queueMail(work, codeUsedMail(email, await countCodesLeft(work, id), addresses), at);
      return true;
    });
  }

  return {
    isOn: async (compte) => Boolean((await findSecondFacteur(db, compte))?.actif_le),
    stateOf: async ({ id, email }) => {
      const kept = await findSecondFacteur(db, id);
      if (kept === undefined) return { state: 'off' };
      if (kept.actif_le !== null) return { state: 'on', since: kept.actif_le, codesLeft: await countCodesLeft(db, id) };
      const secret = sealer.open(kept.secret, about(id));
      return secret === null
        ? { state: 'off' }
        : { state: 'proposed', secret, uri: totpUri(secret, { issuer, email }) };
    },
    propose: async ({ id }) => {
      const secret = sealer.seal(newTotpSecret(), about(id));
      await proposeSecret(db, { compte: id, secret, cree_le: now() });
    },
    confirm: async ({ compte, session }, code) => {
      const kept = await secretOf(compte.id);
      const step = kept?.since === null ? stepOf(kept.secret, code, clock.now()) : null;
      if (step === null) return null;
      return together(db, async (work) => {
        const at = now();
        if (!(await acceptStep(work, compte.id, step)) || !(await activateSecret(work, compte.id, at))) return null;
        await addFacteur(work, session.empreinte, 'totp');
        await queueMail(work, factorOnMail(compte.email, addresses), at);
        return putCodes(work, compte.id);
      });
    },
    accepts: async (compte, typed) => {
      const print = printOfCode(typed, compte.id);
      if (print !== null) return acceptsRecovery(compte, print);
      const kept = await secretOf(compte.id);
      const step = kept === null || kept.since === null ? null : stepOf(kept.secret, typed, clock.now());
      if (kept === null || step === null) return false;
      // A former secret goes away one day: what it had sealed does not go with it.
      if (!kept.isCurrent) await resealSecret(db, compte.id, sealer.seal(kept.secret, about(compte.id)));
      return acceptStep(db, compte.id, step);
    },
    renewCodes: ({ id }) => together(db, (work) => putCodes(work, id)),
    turnOff: ({ id, email }) =>
      together(db, async (work) => {
        if (await removeSecondFacteur(work, id)) await queueMail(work, factorOffMail(email, addresses), now());
      }),
  };
}
