import { join } from 'node:path';
import { keptSince } from '../core/conservation.ts';
import { createMailFolder } from '../platform/mail/file-transport.ts';
import { createSmtpTransport } from '../platform/mail/smtp-transport.ts';
import { createWebhookSender } from '../platform/outgoing/webhook-sender.ts';
import type { Task } from '../platform/schedule.ts';
import type { Mailbox } from '../portal/bac-a-sable/mailbox.ts';
import { countCourriels, findCourriel, listCourriels } from '../records/courriels.ts';
import { countPending, dropOldEnvois } from '../records/envois-dus.ts';
import { ALERTS_SIGNER, operatorsOwner } from './alert-notifier.ts';
import { createDeliveries, type EnvoiOwner } from './deliveries.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

const HOUR_MS = 3_600_000;
/** A mail may wait so long; looking costs the database of a gateway that answers a thousand calls a second. */
const LOOK_MS = 5_000;

export interface Mailing {
  /** Several nodes may send at once. */
  readonly sending: readonly Task[];
  readonly upkeep: Task;
  /** The mails, for a sandbox to show; null elsewhere. */
  readonly mailbox: Mailbox | null;
  /** Takes nothing more; what is on its way goes on. */
  rest(): void;
  /** Keeps that a mail came back; whose address it was. */
  bounced(candidates: readonly string[], reason: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Mails and webhooks: what sends them, what watches them, what forgets them. */
export function openMailing(
  { config, clock, metrics, log }: Ground,
  { db }: Kept,
  others: Readonly<Record<string, EnvoiOwner>>,
): Mailing {
  const { sandbox } = config;
  const { smtpUrl, from } = config.mail;
  const folder = createMailFolder(join(config.varDir, 'mail'), from);
  const mails = smtpUrl === null ? folder : createSmtpTransport(smtpUrl, from);
  const webhooks = createWebhookSender({ mayCallThisMachine: sandbox });
  const operators = operatorsOwner(config);
  const owners = operators === null ? others : { ...others, [ALERTS_SIGNER]: operators };
  const deliveries = createDeliveries({ db, clock, mails, webhooks, owners, keepsContent: sandbox, log });
  let pending = 0;
  metrics.watch('apie_envois_en_attente', 'Courriels et webhooks qui attendent de partir', () => pending);
  metrics.watch(
    'apie_envois_perdus',
    'Courriels et webhooks refusés ou abandonnés depuis le démarrage',
    () => deliveries.lost,
  );

  let failing = false;
  const sending: Task = {
    name: 'envois',
    everyMs: LOOK_MS,
    run: async () => {
      try {
        await deliveries.run();
        failing = false;
      } catch (error) {
        // Said once, not at each look while the database is away.
        if (!failing) log.error({ err: error }, 'envois retardés');
        failing = true;
      }
    },
  };
  const counting: Task = {
    name: 'envois en attente',
    everyMs: 10_000,
    run: async () => {
      pending = await countPending(db);
    },
  };
  const forgetting: Task = {
    name: 'envois anciens',
    everyMs: HOUR_MS,
    run: async () => {
      const before = keptSince('courriel', new Date(clock.now()));
      await dropOldEnvois(db, before);
      await folder.sweep(before);
    },
  };
  const mailbox: Mailbox = {
    leavesBy: smtpUrl === null ? 'fichiers' : 'smtp',
    count: () => countCourriels(db),
    list: (page) => listCourriels(db, page),
    find: (id) => findCourriel(db, id),
    read: (courriel) => folder.read({ id: courriel.id, date: courriel.cree_le }),
  };
  return {
    sending: [sending, counting],
    upkeep: forgetting,
    mailbox: sandbox ? mailbox : null,
    rest: deliveries.stop,
    bounced: deliveries.bounced,
    close: async () => {
      mails.close();
      await webhooks.close();
      await operators?.sender.close();
    },
  };
}
