import { type Kysely, sql } from 'kysely';
import { UNWANTED } from '../core/outgoing.ts';
import type { ContenuCourriel } from './envois.ts';
import { jsonBatches } from './json-rows.ts';
import type { Schema } from './schema.ts';
import type { Db, Work } from './work.ts';

/** What the outbox knows of the mails of a letter, by number. */
export interface ChiffresEnvoi {
  /** Not left yet, `enEssai` of them after a first failure. */
  readonly attente: number;
  readonly enEssai: number;
  readonly partis: number;
  /** Refused for good by the other side: a bounce. */
  readonly refuses: number;
  readonly abandonnes: number;
  /** Who has left the list between the queue and the departure. */
  readonly desinscrits: number;
}

export interface EchecEnvoi {
  readonly destination: string;
  readonly echec: string;
  readonly refuse_le: Date | null;
  readonly abandonne_le: Date | null;
  readonly le: Date;
}

/** The name of the mail of a letter to one subscriber: the same one never leaves twice. */
export const letterKey = (lettre: number, abonne: string): string => `lettre:${lettre}:${abonne}`;

/** As its index has them. */
const ofLetter = (lettre: number) => sql`cle like 'lettre:%' and split_part(cle, ':', 2) = ${String(lettre)}`;
const lost = sql`(refuse_le is not null or abandonne_le is not null) and echec is distinct from ${UNWANTED}`;

export async function chiffresOf(db: Kysely<Schema>, lettre: number): Promise<ChiffresEnvoi> {
  const { rows } = await sql<ChiffresEnvoi>`
    select count(*) filter (where prochain_essai_le is not null)::int as attente,
      count(*) filter (where prochain_essai_le is not null and echec is not null)::int as "enEssai",
      count(*) filter (where parti_le is not null)::int as partis,
      count(*) filter (where refuse_le is not null and echec is distinct from ${UNWANTED})::int as refuses,
      count(*) filter (where abandonne_le is not null)::int as abandonnes,
      count(*) filter (where refuse_le is not null and echec = ${UNWANTED})::int as desinscrits
    from envois where ${ofLetter(lettre)}`.execute(db);
  return rows[0] ?? { attente: 0, enEssai: 0, partis: 0, refuses: 0, abandonnes: 0, desinscrits: 0 };
}

/** Mails of letters that wait for their first try: more are queued when few are left, so that other mails pass between. */
export async function lettersWaiting(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from envois
    where prochain_essai_le is not null and canal = 'courriel' and essais = 0 and cle like 'lettre:%'`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** Those that never arrived, and why; the last first. */
export async function echecsOf(
  db: Kysely<Schema>,
  lettre: number,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<EchecEnvoi[]> {
  const { rows } = await sql<EchecEnvoi>`
    select destination, coalesce(echec, '') as echec, refuse_le, abandonne_le, coalesce(refuse_le, abandonne_le) as le
    from envois where ${ofLetter(lettre)} and ${lost}
    order by le desc, destination limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

export interface EchecToRetry {
  readonly id: string;
  readonly abonne: string;
}

/** Failures of before this instant, for who advances the letter. */
export async function echecsBefore(work: Work, lettre: number, before: Date, limit: number): Promise<EchecToRetry[]> {
  const { rows } = await sql<EchecToRetry>`
    select id, split_part(cle, ':', 3) as abonne from envois
    where ${ofLetter(lettre)} and ${lost} and coalesce(refuse_le, abandonne_le) <= ${before}
    order by id limit ${limit}`.execute(work);
  return rows;
}

export interface NouvelEssai {
  readonly id: string;
  readonly contenu: ContenuCourriel;
}

/** Queues them again under their identity, from the first try; what they say was erased when they failed. */
export async function requeue(work: Work, essais: readonly NouvelEssai[], now: Date): Promise<void> {
  for (const batch of jsonBatches(essais)) {
    await sql`
      update envois set contenu = essai.contenu, prochain_essai_le = ${now}, pris_le = null, essais = 0,
        refuse_le = null, abandonne_le = null, echec = null
      from json_to_recordset(${batch}::json) as essai (id uuid, contenu jsonb) where envois.id = essai.id`.execute(
      work,
    );
  }
}

/** Of those whose recipient has left meanwhile, nothing is to be tried again. */
export async function markUnwanted(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update envois set refuse_le = coalesce(refuse_le, abandonne_le), abandonne_le = null, echec = ${UNWANTED}
    where id = any(${[...ids]}::uuid[])`.execute(db);
}
