import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Mail, Webhook } from '../core/outgoing.ts';
import { jsonBatches } from './json-rows.ts';
import type { Schema } from './schema.ts';
import type { Canal } from './tables/outgoing.ts';
import { storable } from './text.ts';

const MAX_TEXT = 200_000;
const MAX_DESTINATION = 2000;
const MAX_KEY = 500;

/** What is kept of a mail to send. */
export type ContenuCourriel = Pick<Mail, 'cc' | 'subject' | 'text' | 'html' | 'headers' | 'owner'>;
/** What is kept of a webhook to send. */
export type ContenuWebhook = Pick<Webhook, 'event' | 'data' | 'signer'>;

/**
 * Keeps a mail to send with what it tells: given a transaction, both are kept or neither. False when its key was already queued.
 * A key holds as long as its row: 90 days.
 */
export async function queueMail(db: Kysely<Schema>, mail: Mail, now: Date): Promise<boolean> {
  return (await queueMails(db, [mail], now)) === 1;
}

/** The same for many, in few statements; gives how many were not already queued. */
export function queueMails(db: Kysely<Schema>, mails: readonly Mail[], now: Date): Promise<number> {
  return insertEnvois(
    db,
    mails.map(({ to, key, ...contenu }) => rowOf('courriel', to, contenu, key, now)),
  );
}

/** Keeps a webhook to send, as `queueMail`. */
export async function queueWebhook(db: Kysely<Schema>, webhook: Webhook, now: Date): Promise<boolean> {
  return (await queueWebhooks(db, [webhook], now)) === 1;
}

export function queueWebhooks(db: Kysely<Schema>, webhooks: readonly Webhook[], now: Date): Promise<number> {
  return insertEnvois(
    db,
    webhooks.map(({ url, key, ...contenu }) => rowOf('webhook', url, contenu, key, now)),
  );
}

interface NewEnvoi {
  readonly id: string;
  readonly canal: Canal;
  readonly destination: string;
  readonly contenu: ContenuCourriel | ContenuWebhook;
  readonly cle: string | null;
  readonly cree_le: Date;
}

function rowOf(
  canal: Canal,
  destination: string,
  contenu: ContenuCourriel | ContenuWebhook,
  key: string | undefined,
  now: Date,
): NewEnvoi {
  const cle = key === undefined ? null : storable(key, MAX_KEY);
  return {
    id: randomUUID(),
    canal,
    destination: storable(destination, MAX_DESTINATION),
    contenu: storableContent(contenu),
    cle,
    cree_le: now,
  };
}

async function insertEnvois(db: Kysely<Schema>, rows: readonly NewEnvoi[]): Promise<number> {
  let queued = 0n;
  for (const batch of jsonBatches(rows)) {
    const { numAffectedRows = 0n } = await sql`
      insert into envois (id, canal, destination, contenu, cle, cree_le, prochain_essai_le)
      select id, canal, destination, contenu, cle, cree_le, cree_le
      from json_to_recordset(${batch}::json) as envoi
        (id uuid, canal text, destination text, contenu jsonb, cle text, cree_le timestamptz)
      on conflict (cle) do nothing`.execute(db);
    queued += numAffectedRows;
  }
  return Number(queued);
}

/** Every text of a content, however deep, as PostgreSQL takes it. */
function storableContent<T>(content: T): T {
  return JSON.parse(
    JSON.stringify(content, (_key, value: unknown) => (typeof value === 'string' ? storable(value, MAX_TEXT) : value)),
  );
}
