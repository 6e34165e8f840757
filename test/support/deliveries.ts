import type { Kysely } from 'kysely';
import type { MailTransport, WebhookSender } from '../../src/core/outgoing.ts';
import { createDeliveries, type EnvoiOwner } from '../../src/instance/deliveries.ts';
import { createLog } from '../../src/platform/observability/log.ts';
import type { Schema } from '../../src/records/schema.ts';

export const sender = { name: 'API Entreprise', address: 'ne-pas-repondre@entreprise.api.example' };

/** A clock moved by hand. */
export function handClock(start = '2027-03-04T08:00:00.000Z') {
  let nowMs = Date.parse(start);
  return {
    now: () => nowMs,
    date: () => new Date(nowMs),
    forward: (minutes: number) => {
      nowMs += minutes * 60_000;
    },
  };
}

interface Sending {
  readonly db: Kysely<Schema>;
  readonly clock: { now(): number };
  readonly mails?: MailTransport;
  readonly webhooks?: WebhookSender;
  readonly owners?: Record<string, EnvoiOwner>;
  readonly logged?: string[];
}

const unused = { send: () => Promise.reject(new Error('not of this test')), close: async () => undefined };

/** What sends, with the other side of our choice. */
export function deliveriesTo({ db, clock, mails, webhooks, owners = {}, logged = [] }: Sending) {
  const log = createLog('debug', (line) => logged.push(line));
  const parts = { mails: mails ?? unused, webhooks: webhooks ?? unused, owners };
  return createDeliveries({ db, clock, ...parts, keepsContent: false, log });
}
