import type { Clock } from '../core/clock.ts';
import { newKey, printOf } from '../core/link-key.ts';
import { type Compte, findCompte, findCompteByEmail, findMotDePasse, type Personne } from '../records/comptes.ts';
import { changeEmail, changePersonne } from '../records/comptes-en-propre.ts';
import { queueMail } from '../records/envois.ts';
import { dropLiens, findLien, replaceLien, takeLien } from '../records/liens-compte.ts';
import { type Db, together } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { emailChangedMail, newEmailMail, takenEmailMail } from './mails.ts';
import type { Requests } from './requests.ts';

const CONFIRM_WITHIN_MS = 24 * 3_600_000;

interface NewEmail {
  readonly compte: Compte;
  readonly email: string;
}

/** What one says of oneself, and where one is written to. */
export interface ProfileDesk {
  /** Someone who only comes by an identity provider has none. */
  hasPassword(compte: Compte): Promise<boolean>;
  change(compte: Compte, person: Personne): Promise<void>;
  /** Sends the new e-mail what confirms it; says the same when another account has it. */
  askEmail(compte: Compte, email: string, address: string): Promise<'sent' | 'too_often'>;
  pendingEmail(key: string): Promise<NewEmail | null>;
  /** `taken`: another account has had it meanwhile. */
  confirmEmail(key: string): Promise<'changed' | 'taken' | null>;
}

interface ProfileOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly requests: Requests;
  readonly addresses: Addresses;
}

export function createProfileDesk({ db, clock, requests, addresses }: ProfileOptions): ProfileDesk {
  const now = () => new Date(clock.now());
  const linkOf = (key: string) => ({ empreinte: printOf(key), objet: 'adresse' }) as const;

  return {
    hasPassword: async ({ email }) => (await findMotDePasse(db, email)) !== undefined,
    change: ({ id }, person) => changePersonne(db, id, person),
    askEmail: ({ id }, email, address) =>
      requests.evenly(async () => {
        if (!(await requests.admits(address))) return 'too_often';
        const [mayMail, known] = [await requests.mayMail(email), await findCompteByEmail(db, email)];
        if (!mayMail) return 'sent';
        await together(db, async (work) => {
          const at = now();
          if (known !== undefined) return void (await queueMail(work, takenEmailMail(email, addresses), at));
          const { key, empreinte } = newKey();
          const expire_le = new Date(at.getTime() + CONFIRM_WITHIN_MS);
          await replaceLien(work, { empreinte, compte: id, objet: 'adresse', email, cree_le: at, expire_le });
          await queueMail(work, newEmailMail(email, key, addresses), at);
        });
        return 'sent';
      }),
    pendingEmail: async (key) => {
      const lien = await findLien(db, linkOf(key), now());
      const compte = lien === undefined ? undefined : await findCompte(db, lien.compte);
      return lien === undefined || compte === undefined ? null : { compte, email: lien.email };
    },
    confirmEmail: (key) =>
      together(db, async (work) => {
        const at = now();
        const lien = await takeLien(work, linkOf(key), at);
        const compte = lien === undefined ? undefined : await findCompte(work, lien.compte);
        if (lien === undefined || compte === undefined || compte.desactive_le !== null) return null;
        if (!(await changeEmail(work, compte.id, lien.email, at))) return 'taken';
        // Sent to the old e-mail, which is no longer its holder's word.
        await dropLiens(work, { compte: compte.id, objet: 'mot_de_passe' });
        await queueMail(work, emailChangedMail(compte.email, lien.email), at);
        return 'changed';
      }),
  };
}
