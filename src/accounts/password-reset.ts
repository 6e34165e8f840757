import type { Clock } from '../core/clock.ts';
import { newKey, printOf } from '../core/link-key.ts';
import { type Compte, findCompte, findCompteByEmail } from '../records/comptes.ts';
import { verifyEmail } from '../records/comptes-en-propre.ts';
import { queueMail } from '../records/envois.ts';
import { dropLiens, findLien, replaceLien, takeLien } from '../records/liens-compte.ts';
import { type Db, together } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { resetMail } from './mails.ts';
import { putPassword } from './password-change.ts';
import type { Requests } from './requests.ts';

const RESET_WITHIN_MS = 2 * 3_600_000;

/** Where one who has lost his password chooses another. What is answered never says who has an account. */
export interface PasswordResetDesk {
  ask(email: string, address: string): Promise<'sent' | 'too_often'>;
  /** Whose password a key would change; null when it would no one's. */
  pending(key: string): Promise<Compte | null>;
  /** Having read the mail proves the e-mail too. False when the key is over. */
  change(key: string, password: string): Promise<boolean>;
}

interface PasswordResetOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly addresses: Addresses;
  readonly hash: (password: string) => Promise<string>;
}

export function createPasswordResetDesk(options: PasswordResetOptions): PasswordResetDesk {
  const { db, clock, requests, addresses, hash } = options;
  const now = () => new Date(clock.now());
  const linkOf = (key: string) => ({ empreinte: printOf(key), objet: 'mot_de_passe' }) as const;

  async function pending(key: string): Promise<Compte | null> {
    const lien = await findLien(db, linkOf(key), now());
    return lien === undefined ? null : ((await findCompte(db, lien.compte)) ?? null);
  }

  return {
    ask: (email, address) =>
      requests.evenly(async () => {
        if (!(await requests.admits(address))) return 'too_often';
        const [mayMail, known] = [await requests.mayMail(email), await findCompteByEmail(db, email)];
        if (known === undefined || known.desactive_le !== null || !mayMail) return 'sent';
        const at = now();
        const { key, empreinte } = newKey();
        const expire_le = new Date(at.getTime() + RESET_WITHIN_MS);
        await together(db, async (work) => {
          const lien = { empreinte, compte: known.id, objet: 'mot_de_passe', email, cree_le: at, expire_le } as const;
          await replaceLien(work, lien);
          await queueMail(work, resetMail(email, key, addresses), at);
        });
        return 'sent';
      }),
    pending,
    change: async (key, password) => {
      if ((await pending(key)) === null) return false;
      const motDePasse = await hash(password);
      return together(db, async (work) => {
        const at = now();
        const lien = await takeLien(work, linkOf(key), at);
        const compte = lien === undefined ? undefined : await verifyEmail(work, lien, at);
        if (compte === undefined) return false;
        await dropLiens(work, { compte: compte.id, objet: 'verification' });
        await putPassword(work, compte, { motDePasse, at, addresses });
        return true;
      });
    },
  };
}
