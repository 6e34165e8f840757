import type { Clock } from '../../core/clock.ts';
import { newKey, printOf } from '../../core/link-key.ts';
import {
  type Abonnement,
  changeEndpoints,
  countDemandes,
  type DemandeAbonnement,
  endAbonnement,
  findAbonnement,
  findDemande,
  insertDemande,
  keepAbonnement,
  takeDemande,
} from '../../records/abonnements.ts';
import { queueMail } from '../../records/envois.ts';
import { type Db, together } from '../../records/work.ts';
import type { Addresses } from './addresses.ts';
import type { PreferenceKeys } from './keys.ts';
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

const HOUR_MS = 3_600_000;
const CONFIRM_WITHIN_MS = 48 * HOUR_MS;
/** Mails to one address in an hour: beyond, nothing leaves, and nothing tells so to who asks for another. */
const MAILS_AN_HOUR = 3;
const REQUESTS_AN_HOUR = 20;

export function createSubscriptionDesk(options: SubscriptionDeskOptions): SubscriptionDesk {
  const { db, clock, addresses, keys, titleOf, newSecret } = options;
  const now = () => new Date(clock.now());

  async function opened(key: string): Promise<Abonnement | null> {
    const id = keys.read(key);
    const abonnement = id === null ? undefined : await findAbonnement(db, id);
    return abonnement ?? null;
  }

  return {
    ask: async (wish, adresse) => {
      const at = now();
      const asked = await countDemandes(db, { email: wish.email, adresse }, new Date(at.getTime() - HOUR_MS));
      if (asked.byAdresse >= REQUESTS_AN_HOUR) return 'too_often';
      const { key, empreinte } = newKey();
      const expire_le = new Date(at.getTime() + CONFIRM_WITHIN_MS);
      const demande = { ...wish, empreinte, adresse, cree_le: at, expire_le };
      await together(db, async (work) => {
        await insertDemande(work, demande);
        if (asked.byEmail >= MAILS_AN_HOUR) return;
        await queueMail(work, confirmationMail(demande, { titleOf, addresses, key }), at);
      });
      return 'sent';
    },
    pending: async (key) => (await findDemande(db, printOf(key), now())) ?? null,
    confirm: (key) =>
      together(db, async (work) => {
        const at = now();
        const demande = await takeDemande(work, printOf(key), at);
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
      return id !== null && endAbonnement(db, id, now());
    },
  };
}
