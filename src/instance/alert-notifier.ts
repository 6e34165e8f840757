import type { WebhookSender } from '../core/outgoing.ts';
import type { Config } from '../platform/config-shape.ts';
import { createWebhookSender } from '../platform/outgoing/webhook-sender.ts';
import { queueMails, queueWebhook } from '../records/envois.ts';
import type { AlertMessage } from '../watch/alerts/message.ts';
import type { RoundOptions } from './alert-round.ts';
import type { EnvoiOwner } from './deliveries.ts';

/** Who signs the alerts to operators, as deliveries know it. */
export const ALERTS_SIGNER = 'alertes';

/** Alerts leave by the outbox: what is queued with the alert is tried until it has arrived. */
export function alertNotifier({ alerts, publicUrl }: Config): RoundOptions['tell'] {
  const { emails, webhook } = alerts;
  return async (transaction, message, now) => {
    const mails = emails.map((to) => ({
      to,
      subject: `[API Entreprise] ${message.sujet}`,
      text: message.texte,
      key: `${message.cle}:${to}`,
    }));
    if (mails.length > 0) await queueMails(transaction, mails, now);
    if (webhook === null) return;
    const { url } = webhook;
    const { evenement } = message;
    const data = dataOf(message, publicUrl);
    const signer = `${ALERTS_SIGNER}:exploitants` as const;
    await queueWebhook(transaction, { url, event: `alerte.${evenement}`, data, signer, key: message.cle }, now);
  };
}

function dataOf({ genre, sujet, texte, endpoints }: AlertMessage, publicUrl: string): object {
  return { genre, sujet, texte, endpoints, lien: `${publicUrl}/administration/alertes` };
}

/** The webhook of the operators, as deliveries see it: its address is theirs to choose, in our own network too. */
export function operatorsOwner({
  alerts: { webhook },
}: Config): (EnvoiOwner & { readonly sender: WebhookSender }) | null {
  if (webhook === null) return null;
  return {
    sender: createWebhookSender({ mayCallThisMachine: false, ours: webhook.url }),
    wants: () => Promise.resolve(true),
    secretOf: () => Promise.resolve(webhook.secret),
    delivered: () => Promise.resolve(),
    // Deliveries have said so in the log, and the alert itself is kept.
    lost: () => Promise.resolve(),
  };
}
