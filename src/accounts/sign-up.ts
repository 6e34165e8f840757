import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { keptSince } from '../core/conservation.ts';
import { newKey, printOf } from '../core/link-key.ts';
import { type Compte, findCompte, findCompteByEmail, insertCompte, type Personne } from '../records/comptes.ts';
import { dropUnverified, replaceUnverified, verifyEmail } from '../records/comptes-en-propre.ts';
import { queueMail } from '../records/envois.ts';
import { dropDeadLiens, findLien, replaceLien, takeLien } from '../records/liens-compte.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { alreadyKnownMail, verificationMail } from './mails.ts';
import type { Requests } from './requests.ts';

const VERIFY_WITHIN_MS = 24 * 3_600_000;

export interface SignUp extends Personne {
  readonly email: string;
  readonly password: string;
}

/** Where accounts are opened by those who will use them. What is answered never says who has one. */
export interface SignUpDesk {
  ask(wish: SignUp, address: string): Promise<'sent' | 'too_often'>;
  /** Sends the link again to who signed up and has not followed it. */
  resend(email: string, address: string): Promise<'sent' | 'too_often'>;
  /** The account that a key would verify; null when it would none. */
  pending(key: string): Promise<Compte | null>;
  verify(key: string): Promise<Compte | null>;
  /** Forgets the accounts that no one has verified, and the links that are over. */
  sweep(): Promise<void>;
}

interface SignUpOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly addresses: Addresses;
  readonly hash: (password: string) => Promise<string>;
}

export function createSignUpDesk({ db, clock, requests, addresses, hash }: SignUpOptions): SignUpDesk {
  const now = () => new Date(clock.now());
  const linkOf = (key: string) => ({ empreinte: printOf(key), objet: 'verification' }) as const;

  async function sendLink(work: Work, { id, email }: Pick<Compte, 'id' | 'email'>, at: Date): Promise<void> {
    const { key, empreinte } = newKey();
    const expire_le = new Date(at.getTime() + VERIFY_WITHIN_MS);
    await replaceLien(work, { empreinte, compte: id, objet: 'verification', email, cree_le: at, expire_le });
    await queueMail(work, verificationMail(email, key, addresses), at);
  }

  return {
    ask: ({ email, password, ...person }, address) =>
      requests.evenly(async () => {
        if (!(await requests.admits(address))) return 'too_often';
        // Before knowing whether it will serve: the answer takes as long for everyone.
        const motDePasse = await hash(password);
        const mayMail = await requests.mayMail(email);
        await together(db, async (work) => {
          const at = now();
          const id = randomUUID();
          const dates = { cree_le: at, verifie_le: null, desactive_le: null };
          const fresh = { id, email, ...person, mot_de_passe: motDePasse, roles: ['demandeur' as const], ...dates };
          if (await insertCompte(work, fresh)) return mayMail ? sendLink(work, fresh, at) : undefined;
          const known = await findCompteByEmail(work, email);
          if (known === undefined || !mayMail) return;
          const replaced = await replaceUnverified(work, known.id, { ...person, motDePasse, now: at });
          if (replaced) return sendLink(work, known, at);
          await queueMail(work, alreadyKnownMail(email, addresses), at);
        });
        return 'sent';
      }),
    resend: (email, address) =>
      requests.evenly(async () => {
        if (!(await requests.admits(address))) return 'too_often';
        const [mayMail, known] = [await requests.mayMail(email), await findCompteByEmail(db, email)];
        const waits = known !== undefined && known.verifie_le === null && known.desactive_le === null;
        if (waits && mayMail) await together(db, (work) => sendLink(work, known, now()));
        return 'sent';
      }),
    pending: async (key) => {
      const lien = await findLien(db, linkOf(key), now());
      return lien === undefined ? null : ((await findCompte(db, lien.compte)) ?? null);
    },
    verify: (key) =>
      together(db, async (work) => {
        const at = now();
        const lien = await takeLien(work, linkOf(key), at);
        return lien === undefined ? null : ((await verifyEmail(work, lien, at)) ?? null);
      }),
    sweep: async () => {
      await dropDeadLiens(db, now());
      await dropUnverified(db, keptSince('compte_non_verifie', now()));
    },
  };
}
