import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A secret in the form that libraries of Standard Webhooks take. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The headers by which a receiver knows that it comes from us, is whole, and is not an old one sent again (Standard Webhooks). */
export function webhookHeaders(webhook: {
  readonly id: string;
  readonly body: string;
  readonly secret: string;
  readonly at: Date;
}): Record<string, string> {
  const { id, body, secret, at } = webhook;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  // One that an operator chose himself is taken as it is written.
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'Webhook-Id': id, 'Webhook-Timestamp': timestamp, 'Webhook-Signature': `v1,${signature}` };
}
