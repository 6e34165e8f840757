import { countEchec, endAbonnement, findAbonnement } from '../../records/abonnements.ts';
import { queueMail } from '../../records/envois.ts';
import type { Db } from '../../records/work.ts';
import type { Addresses } from '../../subscribing/addresses.ts';
import { webhookEndedMail } from './mails.ts';

/** So many sendings lost one after the other, each after all its tries, and nobody is there any more. */
const LOST_IN_A_ROW = 5;

/** What deliveries ask and tell of subscriptions. */
export function subscriptionOwner(addresses: Addresses) {
  return {
    wants: async (db: Db, id: string): Promise<boolean> => (await inForce(db, id)) !== null,
    secretOf: async (db: Db, id: string): Promise<string | null> => (await inForce(db, id))?.secret ?? null,

    delivered: async (db: Db, id: string): Promise<void> => {
      await countEchec(db, id, false);
    },

    lost: async (db: Db, id: string, { now, gone }: { readonly now: Date; readonly gone: boolean }): Promise<void> => {
      const abonnement = await countEchec(db, id, true);
      if (abonnement === undefined) return;
      const isWebhook = abonnement.sorte === 'webhook';
      if (abonnement.echecs < LOST_IN_A_ROW && !(gone && isWebhook)) return;
      await endAbonnement(db, id, now);
      if (isWebhook) await queueMail(db, webhookEndedMail(abonnement, gone ? 'gone' : 'lost', addresses), now);
    },
  };
}

async function inForce(db: Db, id: string) {
  const abonnement = await findAbonnement(db, id);
  return abonnement === undefined || abonnement.desinscrit_le !== null ? null : abonnement;
}
