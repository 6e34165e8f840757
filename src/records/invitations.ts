import type { Selectable } from 'kysely';
import type { InvitationsTable } from './tables/accounts.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** Someone awaited in an organisation. */
export type Invitation = Selectable<InvitationsTable>;

/** Awaits someone; in place of an earlier invitation there, whose link no longer works. */
export async function keepInvitation(work: Work, invitation: Invitation): Promise<void> {
  const { email, siret } = invitation;
  await work.deleteFrom('invitations').where('email', '=', email).where('siret', '=', siret).execute();
  await work.insertInto('invitations').values(invitation).execute();
}

export function findInvitation(db: Db, empreinte: string, now: Date): Promise<Invitation | undefined> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('empreinte', '=', empreinte)
    .where('expire_le', '>', now)
    .executeTakeFirst();
}

/** What this e-mail is awaited for, oldest first. */
export function invitationsFor(db: Db, email: string, now: Date): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('email', '=', email)
    .where('expire_le', '>', now)
    .orderBy('cree_le')
    .orderBy('id')
    .execute();
}

/** Who is awaited in this organisation, oldest first. */
export function invitationsTo(db: Db, siret: string, now: Date): Promise<Invitation[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('siret', '=', siret)
    .where('expire_le', '>', now)
    .orderBy('cree_le')
    .orderBy('id')
    .execute();
}

/** Takes an invitation away, whose it is: of two answers at once, one finds it. */
export async function takeInvitation(
  work: Work,
  { id, email }: Pick<Invitation, 'id' | 'email'>,
  now: Date,
): Promise<Invitation | undefined> {
  if (!isUuid(id)) return undefined;
  return work
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('email', '=', email)
    .where('expire_le', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** False when this organisation awaits no such one. */
export async function cancelInvitation(db: Db, { id, siret }: Pick<Invitation, 'id' | 'siret'>): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { numDeletedRows } = await db
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('siret', '=', siret)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function dropDeadInvitations(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('invitations').where('expire_le', '<=', now).execute();
}
