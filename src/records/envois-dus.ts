import { type Kysely, sql } from 'kysely';
import type { ContenuCourriel, ContenuWebhook } from './envois.ts';
import type { Schema } from './schema.ts';
import { storable } from './text.ts';

/** One taken for so long belongs to an instance that has died: it is taken again. Longer than any sending lasts. */
const LEASE_S = 300;
const MAX_ECHEC = 500;

interface EnvoiDu {
  readonly id: string;
  readonly destination: string;
  readonly cree_le: Date;
  /** Which try this is: 1, 2… */
  readonly essais: number;
}

export interface CourrielDu extends EnvoiDu {
  readonly contenu: ContenuCourriel;
}

export interface WebhookDu extends EnvoiDu {
  readonly contenu: ContenuWebhook;
}

/** What became of one that was not taken by the other side. */
export type Suite = { readonly retryAt: Date } | 'refuse' | 'abandonne';

/** Takes mails that are due, for this worker alone. */
export function takeDueMails(db: Kysely<Schema>, now: Date, limit: number): Promise<CourrielDu[]> {
  return takeDue<CourrielDu>(db, 'courriel', now, limit);
}

export function takeDueWebhooks(db: Kysely<Schema>, now: Date, limit: number): Promise<WebhookDu[]> {
  return takeDue<WebhookDu>(db, 'webhook', now, limit);
}

/** The columns are those of `EnvoiDu`; what `contenu` holds is what `queueMail` and `queueWebhook` wrote for this canal. */
async function takeDue<T extends EnvoiDu>(
  db: Kysely<Schema>,
  canal: 'courriel' | 'webhook',
  now: Date,
  limit: number,
): Promise<T[]> {
  const { rows } = await sql<T>`
    with dus as materialized (
      select id from envois
      where canal = ${canal} and prochain_essai_le <= ${now}
        and (pris_le is null or pris_le < now() - make_interval(secs => ${LEASE_S}))
      order by prochain_essai_le, cree_le limit ${limit}
      for update skip locked)
    update envois set pris_le = now(), essais = essais + 1 from dus where envois.id = dus.id
    returning envois.id, destination, contenu, cree_le, essais`.execute(db);
  return rows;
}

interface Outcome {
  readonly now: Date;
  /** Whether what it says may stay once nothing more will be tried: it may hold a link that opens something. */
  readonly keepsContent: boolean;
}

/** It has left. */
export async function markSent(
  db: Kysely<Schema>,
  { id, essais }: EnvoiDu,
  { now, keepsContent }: Outcome,
): Promise<void> {
  await db
    .updateTable('envois')
    .set({ parti_le: now, echec: null, ...over(keepsContent) })
    .where('id', '=', id)
    .where('essais', '=', essais)
    .execute();
}

/** It has not left: tried again later, or never. False when another worker had taken it meanwhile. */
export async function markFailed(
  db: Kysely<Schema>,
  { id, essais }: EnvoiDu,
  { suite, echec, now, keepsContent }: Outcome & { readonly suite: Suite; readonly echec: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('envois')
    .set({
      echec: storable(echec, MAX_ECHEC),
      ...(suite === 'refuse' ? { refuse_le: now, ...over(keepsContent) } : {}),
      ...(suite === 'abandonne' ? { abandonne_le: now, ...over(keepsContent) } : {}),
      ...(typeof suite === 'string' ? {} : { pris_le: null, prochain_essai_le: suite.retryAt }),
    })
    .where('id', '=', id)
    .where('essais', '=', essais)
    .where('parti_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function over(keepsContent: boolean) {
  const ended = { prochain_essai_le: null, pris_le: null };
  return keepsContent ? ended : { ...ended, contenu: sql<unknown>`contenu - '{text,html,headers,data}'::text[]` };
}

/** How many wait to leave. */
export async function countPending(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from envois where prochain_essai_le is not null`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** Forgets those queued before an instant; gives how many. */
export async function dropOldEnvois(db: Kysely<Schema>, before: Date): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('envois').where('cree_le', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}
