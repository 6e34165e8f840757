import { createHmac } from 'node:crypto';
import { keptSince } from '../core/conservation.ts';
import { newWebhookSecret } from '../platform/outgoing/webhook-signature.ts';
import type { Task } from '../platform/schedule.ts';
import { dropLeftAbonnements } from '../records/abonnements.ts';
import { dropOldDemandes } from '../records/demandes-abonnement.ts';
import { addressesOn } from '../subscribing/addresses.ts';
import { createPreferenceKeys } from '../subscribing/keys.ts';
import type { Tell } from '../watch/notice.ts';
import { createSubscriptionDesk, type SubscriptionDesk } from '../watch/subscriptions/desk.ts';
import { subscriptionOwner } from '../watch/subscriptions/owner.ts';
import { tellContacts } from '../watch/subscriptions/tell-contacts.ts';
import { tellSubscribers } from '../watch/subscriptions/tell-subscribers.ts';
import type { Admission } from './admission.ts';
import type { EnvoiOwner } from './deliveries.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

export interface Subscriptions {
  readonly desk: SubscriptionDesk;
  /** Tells subscribers of an incident or a maintenance. */
  readonly tell: Tell;
  readonly owner: EnvoiOwner;
  readonly upkeep: Task;
}

const HOUR_MS = 3_600_000;

/** Those who asked to be told of incidents and maintenances. */
export function openSubscriptions(
  { config, clock, endpoints }: Ground,
  { db }: Kept,
  { secrets }: Admission,
): Subscriptions {
  const addresses = addressesOn(config.publicUrl, '/abonnements');
  // Derived, not the same: what opens preferences must never pass for what signs a jeton.
  const keys = createPreferenceKeys(
    'abonnement',
    secrets.map(({ secret }) => createHmac('sha256', secret).update('abonnements').digest('hex')),
  );
  const titles = new Map(endpoints.map(({ name, title, providers }) => [name, `${title} (${providers[0]?.name})`]));
  const titleOf = (endpoint: string) => titles.get(endpoint) ?? endpoint;
  const toSubscribers = tellSubscribers({ addresses, keys, titleOf });
  const rights = new Map(endpoints.map(({ name, scopes }) => [name, scopes]));
  const rightsOf = (endpoint: string) => rights.get(endpoint) ?? [];
  const toContacts = tellContacts({ titleOf, rightsOf, subscribing: addresses.subscribing });
  return {
    desk: createSubscriptionDesk({ db, clock, addresses, keys, titleOf, newSecret: newWebhookSecret }),
    tell: async (work, notice) => {
      await toSubscribers(work, notice);
      await toContacts(work, notice);
    },
    owner: subscriptionOwner(addresses),
    upkeep: {
      name: 'abonnements anciens',
      everyMs: HOUR_MS,
      run: async () => {
        const now = new Date(clock.now());
        await dropOldDemandes(db, keptSince('abonnement_demande', now));
        await dropLeftAbonnements(db, keptSince('abonnement_quitte', now));
      },
    },
  };
}
