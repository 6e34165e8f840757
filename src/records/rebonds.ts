import { sql } from 'kysely';
import type { OwnerName } from '../core/outgoing.ts';
import { isUuid, storable } from './text.ts';
import type { Work } from './work.ts';

const MAX_ECHEC = 1000;

/** A mail that had left and came back. */
export interface Rebond {
  readonly id: string;
  readonly essais: number;
  readonly destination: string;
  readonly owner: OwnerName | null;
}

/** Keeps that a mail that had left was not delivered; nothing when none of these identifiers is that of one, or when it is known. */
export async function markBounced(
  work: Work,
  ids: readonly string[],
  { echec, now }: { readonly echec: string; readonly now: Date },
): Promise<Rebond | undefined> {
  const { rows } = await sql<Rebond>`
    update envois set parti_le = null, refuse_le = ${now}, echec = ${storable(echec, MAX_ECHEC)}
    where id = any(${sql.val(ids.filter(isUuid))}::uuid[]) and canal = 'courriel' and parti_le is not null
    returning id, essais, destination, contenu ->> 'owner' as owner`.execute(work);
  return rows[0];
}
