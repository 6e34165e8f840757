import type { Clock } from '../core/clock.ts';
import { printOf } from '../core/link-key.ts';
import type { Mail } from '../core/outgoing.ts';
import { type AbonneLettres, changeListes, findAbonneLettres, joinListes } from '../records/abonnes-lettres.ts';
import { type DemandeAbonnement, findDemande, takeDemande } from '../records/demandes-abonnement.ts';
import type { ListeLettre } from '../records/tables/letters.ts';
import { type Db, together } from '../records/work.ts';
import type { Addresses } from '../subscribing/addresses.ts';
import { askToConfirm } from '../subscribing/ask.ts';
import type { PreferenceKeys } from '../subscribing/keys.ts';
import { listWords } from './lists.ts';

export interface LetterWish {
  readonly email: string;
  readonly listes: readonly ListeLettre[];
}

/** Where people ask for letters, change their minds and leave. A key that opens nothing gives null, or false. */
export interface LetterSubscribers {
  /** Sends the mail that confirms. What is answered says nothing of who is a subscriber. */
  ask(wish: LetterWish, adresse: string): Promise<'sent' | 'too_often'>;
  pending(key: string): Promise<DemandeAbonnement | null>;
  /** Gives the key of his preferences. */
  confirm(key: string): Promise<string | null>;
  find(key: string): Promise<AbonneLettres | null>;
  change(key: string, listes: readonly ListeLettre[]): Promise<boolean>;
  /** Leaves one list, or all of them; leaving twice is leaving. */
  leave(key: string, liste: ListeLettre | null): Promise<boolean>;
}

interface SubscribersOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly addresses: Addresses;
  readonly keys: PreferenceKeys;
}

export function createLetterSubscribers({ db, clock, addresses, keys }: SubscribersOptions): LetterSubscribers {
  const now = () => new Date(clock.now());

  async function opened(key: string): Promise<AbonneLettres | null> {
    const id = keys.read(key);
    return id === null ? null : ((await findAbonneLettres(db, id)) ?? null);
  }

  const change = async (key: string, listes: readonly ListeLettre[]): Promise<boolean> => {
    const id = keys.read(key);
    return id !== null && together(db, (work) => changeListes(work, id, listes, now()));
  };

  return {
    ask: ({ email, listes }, adresse) => {
      const mailOf = (key: string) => confirmationMail({ email, listes }, addresses.confirmation(key));
      const letters = { pour: 'lettres', sorte: 'courriel', url: '' } as const;
      return askToConfirm(
        db,
        { ...letters, listes: [...listes], endpoints: [], email, adresse },
        { now: now(), mailOf },
      );
    },
    pending: async (key) => (await findDemande(db, named(key), now())) ?? null,
    confirm: (key) =>
      together(db, async (work) => {
        const at = now();
        const demande = await takeDemande(work, named(key), at);
        if (demande === undefined) return null;
        return keys.of((await joinListes(work, demande, at)).id);
      }),
    find: opened,
    change,
    leave: async (key, liste) => {
      const abonne = await opened(key);
      if (abonne === null) return false;
      return change(key, liste === null ? [] : abonne.listes.filter((one) => one !== liste));
    },
  };
}

const named = (key: string) => ({ pour: 'lettres', empreinte: printOf(key) }) as const;

/** The same mail whether the address is already in these lists or not. */
function confirmationMail({ email, listes }: LetterWish, confirmation: string): Mail {
  const asked = listes.map((liste) => `- ${listWords[liste].name} : ${listWords[liste].about}`).join('\n');
  return {
    to: email,
    subject: 'Confirmez votre abonnement à nos lettres',
    text: `${[
      'Bonjour,',
      `Quelqu’un, sans doute vous, demande à recevoir à cette adresse :\n${asked}`,
      `Pour confirmer, dans les 48 heures : ${confirmation}`,
      'Si ce n’est pas vous, ne faites rien : sans confirmation, rien de plus ne vous sera envoyé.',
    ].join('\n\n')}\n`,
  };
}
