import type { Clock } from '../core/clock.ts';
import { printOf } from '../core/link-key.ts';
import type { Piece } from '../records/pieces.ts';
import type { EtatTicket } from '../records/tables/support.ts';
import { findTicketPiece, type TicketMessage, ticketMessages } from '../records/ticket-messages.ts';
import {
  countByEtat,
  countTickets,
  findTicket,
  findTicketOpenedBy,
  listTickets,
  type Ticket,
  type TicketFilter,
} from '../records/tickets.ts';
import type { Db } from '../records/work.ts';

/** A ticket and what was said of it, the oldest first. */
export interface ToldTicket extends Ticket {
  readonly messages: readonly TicketMessage[];
}

/** A page of a list, from 1, and how many there are of all. */
export interface TicketPage {
  readonly items: readonly Ticket[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export interface TicketReader {
  now(): Date;
  /** For who has the key of a mail: without the notes of the support. */
  openedBy(numero: string, key: string): Promise<ToldTicket | null>;
  /** For who was logged in when he reported; likewise. */
  ownedBy(numero: string, compte: string): Promise<ToldTicket | null>;
  /** For the support. */
  ticket(numero: string): Promise<ToldTicket | null>;
  /** A file of a ticket that one may read. */
  piece(ticket: Pick<Ticket, 'numero'>, id: string): Promise<Piece | null>;
  list(filter: TicketFilter, page: number): Promise<TicketPage>;
  counts(): Promise<Readonly<Record<EtatTicket, number>>>;
}

const PAGE = 20;
export const everyTicket: TicketFilter = { etat: null, genre: null, endpoint: null, text: '', compte: null };

export function createTicketReader(db: Db, clock: Clock): TicketReader {
  async function told(ticket: Ticket | undefined, may: { readonly readNotes: boolean }): Promise<ToldTicket | null> {
    if (ticket === undefined) return null;
    const messages = await ticketMessages(db, ticket.numero);
    return { ...ticket, messages: messages.filter(({ nature }) => may.readNotes || nature !== 'note') };
  }

  return {
    now: () => new Date(clock.now()),
    openedBy: async (numero, key) => told(await findTicketOpenedBy(db, numero, printOf(key)), { readNotes: false }),
    ownedBy: async (numero, compte) => {
      const ticket = await findTicket(db, numero);
      return ticket?.compte === compte ? told(ticket, { readNotes: false }) : null;
    },
    ticket: async (numero) => told(await findTicket(db, numero), { readNotes: true }),
    piece: async ({ numero }, id) => (await findTicketPiece(db, numero, id)) ?? null,
    list: async (filter, asked) => {
      const total = await countTickets(db, filter);
      const pages = Math.max(1, Math.ceil(total / PAGE));
      const page = Math.min(Math.max(asked, 1), pages);
      return { items: await listTickets(db, filter, { offset: (page - 1) * PAGE, limit: PAGE }), total, page, pages };
    },
    counts: () => countByEtat(db),
  };
}
