import { sql } from 'kysely';
import { type Db, together, type Work } from './work.ts';

interface Ends {
  /** From where a ticket was opened: of no use any more. */
  readonly openedBefore: Date;
  /** Who reported, and what he attached. */
  readonly contactsBefore: Date;
  readonly resolvedBefore: Date;
}

interface Forgotten {
  readonly erased: number;
  readonly dropped: number;
}

/** Forgets what has been kept long enough: addresses, then contacts and files, then the whole ticket. */
export function forgetOldTickets(db: Db, ends: Ends, now: Date): Promise<Forgotten> {
  return together(db, async (work) => {
    await sql`update tickets set adresse = '' where adresse <> '' and ouvert_le < ${ends.openedBefore}`.execute(work);
    await dropPieces(work, ends.contactsBefore);
    await sql`delete from ticket_cles where ticket in (
      select numero from tickets where resolu_le < ${ends.contactsBefore})`.execute(work);
    const erased = await sql`update tickets set email = '', nom = '', compte = null, efface_le = ${now},
      version = version + 1
      where resolu_le < ${ends.contactsBefore} and efface_le is null`.execute(work);
    const dropped = await sql`delete from tickets where resolu_le < ${ends.resolvedBefore}`.execute(work);
    return { erased: Number(erased.numAffectedRows ?? 0n), dropped: Number(dropped.numAffectedRows ?? 0n) };
  });
}

async function dropPieces(work: Work, resolvedBefore: Date): Promise<void> {
  await sql`delete from pieces using ticket_pieces, tickets
    where ticket_pieces.piece = pieces.id and tickets.numero = ticket_pieces.ticket
      and tickets.resolu_le < ${resolvedBefore}`.execute(work);
}
