import { sql } from 'kysely';
import { UNWANTED } from '../core/outgoing.ts';
import type { Db } from './work.ts';

/** What became of a mail about a request. */
export interface CourrielDemande {
  readonly id: string;
  readonly destination: string;
  readonly cc: readonly string[];
  readonly sujet: string;
  readonly cree_le: Date;
  readonly parti_le: Date | null;
  /** Refused by the other side, or given up: nobody has read it. */
  readonly perdu_le: Date | null;
  readonly echec: string | null;
}

/** The mails about a request, the oldest first; those that had no reason to leave any more are left out. */
export async function courrielsDe(db: Db, demande: string): Promise<CourrielDemande[]> {
  const { rows } = await sql<CourrielDemande>`
    select id, destination, coalesce(contenu -> 'cc', '[]') as cc, contenu ->> 'subject' as sujet, cree_le, parti_le,
      coalesce(refuse_le, abandonne_le) as perdu_le, echec
    from envois
    where split_part(cle, ':', 2) = ${demande} and cle like 'demande:%' and echec is distinct from ${UNWANTED}
    order by cree_le, id`.execute(db);
  return rows;
}
