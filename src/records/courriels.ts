import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { isUuid } from './text.ts';

/** A mail that was queued, and what became of it. */
export interface Courriel {
  readonly id: string;
  readonly destination: string;
  /** Who was to read it too. */
  readonly cc: readonly string[];
  readonly subject: string;
  /** Null when it is no longer kept. */
  readonly text: string | null;
  readonly cree_le: Date;
  readonly parti_le: Date | null;
  readonly refuse_le: Date | null;
  readonly abandonne_le: Date | null;
  readonly echec: string | null;
}

const columns = sql`id, destination, coalesce(contenu -> 'cc', '[]') as cc, contenu ->> 'subject' as subject, contenu ->> 'text' as text,
  cree_le, parti_le, refuse_le, abandonne_le, echec`;

/** Mails, the newest first, so many a page; pages are numbered from 1. */
export async function listCourriels(
  db: Kysely<Schema>,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Courriel[]> {
  const { rows } = await sql<Courriel>`
    select ${columns} from envois where canal = 'courriel'
    order by cree_le desc, id limit ${size} offset ${(page - 1) * size}`.execute(db);
  return rows;
}

export async function countCourriels(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from envois where canal = 'courriel'`.execute(db);
  return rows[0]?.nombre ?? 0;
}

export async function findCourriel(db: Kysely<Schema>, id: string): Promise<Courriel | null> {
  if (!isUuid(id)) return null;
  const { rows } = await sql<Courriel>`
    select ${columns} from envois where canal = 'courriel' and id = ${id}::uuid`.execute(db);
  return rows[0] ?? null;
}
