import { type Insertable, type Selectable, sql } from 'kysely';
import { insertPiece, type NewPiece, type Piece, type PieceHead } from './pieces.ts';
import type { TicketMessagesTable } from './tables/support.ts';
import { isUuid, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TEXT = 10_000;

export type TicketMessage = Selectable<TicketMessagesTable> & { readonly pieces: readonly PieceHead[] };
export type NewTicketMessage = Omit<Insertable<TicketMessagesTable>, 'id'>;

/** Keeps what is said, and the files that come with it. */
export async function insertTicketMessage(
  work: Work,
  message: NewTicketMessage,
  pieces: readonly NewPiece[],
): Promise<void> {
  const { id } = await work
    .insertInto('ticket_messages')
    .values({ ...message, texte: storable(message.texte, MAX_TEXT) })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const one of pieces) {
    const piece = await insertPiece(work, one, new Date(message.le));
    await work.insertInto('ticket_pieces').values({ piece, ticket: message.ticket, message: id }).execute();
  }
}

/** All that was said of a ticket, the oldest first, with what is attached to it but for its bytes. */
export async function ticketMessages(db: Db, ticket: string): Promise<TicketMessage[]> {
  const messages = await db
    .selectFrom('ticket_messages')
    .selectAll()
    .where('ticket', '=', ticket)
    .orderBy('id')
    .execute();
  const pieces = await db
    .selectFrom('ticket_pieces')
    .innerJoin('pieces', 'pieces.id', 'ticket_pieces.piece')
    .select(['ticket_pieces.message', 'pieces.id', 'pieces.nom', 'pieces.type_mime', 'pieces.taille'])
    .where('ticket_pieces.ticket', '=', ticket)
    .orderBy('pieces.nom')
    .execute();
  return messages.map((message) => ({ ...message, pieces: pieces.filter((piece) => piece.message === message.id) }));
}

/** A file of this ticket; undefined for one of another, or of none. */
export async function findTicketPiece(db: Db, ticket: string, id: string): Promise<Piece | undefined> {
  if (!isUuid(id)) return undefined;
  const piece = await db
    .selectFrom('pieces')
    .selectAll('pieces')
    .innerJoin('ticket_pieces', 'ticket_pieces.piece', 'pieces.id')
    .where('ticket_pieces.ticket', '=', ticket)
    .where('pieces.id', '=', id)
    .executeTakeFirst();
  return piece === undefined ? undefined : { ...piece, contenu: Buffer.from(piece.contenu) };
}

/** How much who reported has written lately. */
export async function countReporterMessages(db: Db, ticket: string, since: Date): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from ticket_messages
    where ticket = ${ticket} and nature = 'demandeur' and le > ${since}`.execute(db);
  return rows[0]?.nombre ?? 0;
}
