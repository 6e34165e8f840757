import type { Clock } from '../../core/clock.ts';
import { printOf } from '../../core/link-key.ts';
import {
  type Abonnement,
  changeEndpoints,
  endAbonnement,
  findAbonnement,
  keepAbonnement,
} from '../../records/abonnements.ts';
import { type DemandeAbonnement, findDemande, takeDemande } from '../../records/demandes-abonnement.ts';
import { queueMail } from '../../records/envois.ts';
import { type Db, together } from '../../records/work.ts';
import type { Addresses } from '../../subscribing/addresses.ts';
import { askToConfirm } from '../../subscribing/ask.ts';
import type { PreferenceKeys } from '../../subscribing/keys.ts';
import { confirmationMail, type TitleOf, webhookKeptMail } from './mails.ts';

/** What someone asks to be told, and how. */
export type Wish = Pick<DemandeAbonnement, 'email' | 'sorte' | 'url' | 'endpoints'>;

interface Confirmed {
  readonly abonnement: Abonnement;
  /** Opens its preferences. */
  readonly key: string;
}

/** Where people subscribe, change their minds and leave. A key that opens nothing gives null. */
export interface SubscriptionDesk {
  /** Sends the mail that confirms. What is answered says nothing of who is a subscriber. */
  ask(wish: Wish, adresse: string): Promise<'sent' | 'too_often'>;
  pending(key: string): Promise<DemandeAbonnement | null>;
  confirm(key: string): Promise<Confirmed | null>;
  find(key: string): Promise<Abonnement | null>;
  change(key: string, endpoints: readonly string[]): Promise<boolean>;
  /** Leaving twice is leaving. */
  leave(key: string): Promise<boolean>;
}

export interface SubscriptionDeskOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly addresses: Addresses;
  readonly keys: PreferenceKeys;
  readonly titleOf: TitleOf;
  readonly newSecret: () => string;
}

export function createSubscriptionDesk(options: SubscriptionDeskOptions): SubscriptionDesk {
  const { db, clock, addresses, keys, titleOf, newSecret } = options;
  const now = () => new Date(clock.now());

  async function opened(key: string): Promise<Abonnement | null> {
    const id = keys.read(key);
    const abonnement = id === null ? undefined : await findAbonnement(db, id);
    return abonnement ?? null;
  }

  return {
    ask: (wish, adresse) => {
      const mailOf = (key: string) => confirmationMail(wish, { titleOf, addresses, key });
      return askToConfirm(db, { ...wish, pour: 'avis', listes: [], adresse }, { now: now(), mailOf });
    },
    pending: async (key) => (await findDemande(db, named(key), now())) ?? null,
    confirm: (key) =>
      together(db, async (work) => {
        const at = now();
        const demande = await takeDemande(work, named(key), at);
        if (demande === undefined) return null;
        const isWebhook = demande.sorte === 'webhook';
        const abonnement = await keepAbonnement(work, demande, { secret: isWebhook ? newSecret() : null, now: at });
        const preferences = keys.of(abonnement.id);
        if (isWebhook) await queueMail(work, webhookKeptMail(abonnement, addresses, preferences), at);
        return { abonnement, key: preferences };
      }),
    find: opened,
    change: async (key, endpoints) => {
      const id = keys.read(key);
      return id !== null && changeEndpoints(db, id, endpoints);
    },
    leave: async (key) => {
      const id = keys.read(key);
      return id !== null && together(db, (work) => endAbonnement(work, id, now()));
    },
  };
}

const named = (key: string) => ({ pour: 'avis', empreinte: printOf(key) }) as const;
