import type { Clock } from '../core/clock.ts';
import { newKey } from '../core/link-key.ts';
import { queueMail, queueMails } from '../records/envois.ts';
import { addActe } from '../records/journal-administration.ts';
import type { NewPiece } from '../records/pieces.ts';
import { countReporterMessages, insertTicketMessage } from '../records/ticket-messages.ts';
import {
  countOpened,
  findTicket,
  insertTicket,
  insertTicketKey,
  type NewTicket,
  type Ticket,
  updateTicket,
} from '../records/tickets.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Change, Decision } from './changes.ts';
import { answerMail, receiptMail, type SupportNews, supportMail, type TicketAddresses } from './mails.ts';
import { Outdated, Refused } from './refused.ts';

/** What someone reports. */
export interface Report extends Pick<NewTicket, 'genre' | 'sujet' | 'champs' | 'endpoint' | 'email' | 'nom'> {
  readonly texte: string;
  readonly pieces: readonly NewPiece[];
}

/** A ticket just opened, and the key that opens it for who reported. */
export interface OpenedTicket {
  readonly numero: string;
  readonly key: string;
}

/** Which ticket is changed, and the version of it that was read. */
export interface SeenTicket {
  readonly numero: string;
  readonly version: number;
}

export interface SupportDesk {
  /** `compte`: who is logged in. `adresse`: from where. */
  open(report: Report, from: Pick<Ticket, 'compte' | 'adresse'>): Promise<OpenedTicket | 'too_often'>;
  /** Who reported says something. Throws `Refused` when it cannot be, `Outdated` when something was said since. */
  say(seen: SeenTicket, decide: Decision, pieces: readonly NewPiece[]): Promise<void>;
  /** The support does; as `say`. */
  act(seen: SeenTicket, decide: Decision, author: string): Promise<void>;
  /** For the support alone: two at once do no harm. */
  note(numero: string, texte: string, author: string): Promise<void>;
}

export interface SupportDeskOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly addresses: TicketAddresses;
  /** The mailbox of the support. */
  readonly emails: readonly string[];
}

const HOUR_MS = 3_600_000;
const TICKETS_AN_HOUR = 5;
const MESSAGES_AN_HOUR = 20;

/** Where tickets are written: each change with what is said and what is told, or none of it. */
export function createSupportDesk({ db, clock, addresses, emails }: SupportDeskOptions): SupportDesk {
  const now = () => new Date(clock.now());
  const anHourAgo = (at: Date) => new Date(at.getTime() - HOUR_MS);

  async function keyedLink(work: Work, { numero }: Ticket, at: Date): Promise<{ key: string; link: string }> {
    const { key, empreinte } = newKey();
    await insertTicketKey(work, numero, empreinte, at);
    return { key, link: addresses.following(numero, key) };
  }

  function tellSupport(work: Work, ticket: Ticket, kind: SupportNews, texte: string, at: Date): Promise<number> {
    const facts = { kind, texte, link: addresses.desk(ticket.numero) };
    return queueMails(
      work,
      emails.map((to) => supportMail(to, ticket, facts)),
      at,
    );
  }

  /** Keeps a change of a ticket that is still as it was read, and gives it as it is then. */
  async function keep(work: Work, { numero, version }: SeenTicket, decide: Decision, at: Date) {
    const ticket = await found(work, numero);
    if (ticket.version !== version) throw new Outdated();
    const change = decide(ticket, at);
    if (!(await updateTicket(work, ticket, { ...change.update, modifie_le: at }))) throw new Outdated();
    return { change, ticket: await found(work, numero) };
  }

  async function tell(work: Work, ticket: Ticket, { texte, tells }: Change, at: Date): Promise<void> {
    if (tells === 'support') await tellSupport(work, ticket, texte === '' ? 'clos' : 'suite', texte, at);
    if (tells !== 'demandeur') return;
    const { link } = await keyedLink(work, ticket, at);
    await queueMail(work, answerMail(ticket, texte, link), at);
  }

  return {
    open: ({ texte, pieces, ...report }, from) =>
      together(db, async (work) => {
        const at = now();
        const opened = await countOpened(work, { ...from, email: report.email }, anHourAgo(at));
        if (Math.max(opened.byEmail, opened.byAdresse) >= TICKETS_AN_HOUR) return 'too_often';
        const state = { etat: 'recu', ouvert_le: at, modifie_le: at, resolu_le: null, efface_le: null } as const;
        const ticket = await insertTicket(work, { ...report, ...from, ...state });
        const { numero } = ticket;
        await insertTicketMessage(
          work,
          { ticket: numero, nature: 'demandeur', auteur: '', texte, etat: 'recu', le: at },
          pieces,
        );
        // Two keys: the one of the page that follows is not that of the mail, which anyone in its way may have read.
        const { key } = await keyedLink(work, ticket, at);
        await queueMail(work, receiptMail(ticket, (await keyedLink(work, ticket, at)).link), at);
        await tellSupport(work, ticket, 'nouveau', texte, at);
        return { numero, key };
      }),

    say: (seen, decide, pieces) =>
      together(db, async (work) => {
        const at = now();
        const { change, ticket } = await keep(work, seen, decide, at);
        if ((await countReporterMessages(work, seen.numero, anHourAgo(at))) >= MESSAGES_AN_HOUR)
          throw new Refused('Vous avez beaucoup écrit en une heure. Laissez-nous le temps de lire, puis revenez.');
        const { texte, etat } = change;
        await insertTicketMessage(
          work,
          { ticket: seen.numero, nature: 'demandeur', auteur: '', texte, etat, le: at },
          pieces,
        );
        await tell(work, ticket, change, at);
      }),

    act: (seen, decide, author) =>
      together(db, async (work) => {
        const at = now();
        const { change, ticket } = await keep(work, seen, decide, at);
        const { texte, etat } = change;
        await insertTicketMessage(
          work,
          { ticket: seen.numero, nature: 'support', auteur: author, texte, etat, le: at },
          [],
        );
        await addActe(
          work,
          { auteur: author, acte: 'ticket.traite', cible: seen.numero, detail: { apres: ticket.etat } },
          at,
        );
        await tell(work, ticket, change, at);
      }),

    note: (numero, texte, author) =>
      together(db, async (work) => {
        await found(work, numero);
        const at = now();
        const message = { ticket: numero, nature: 'note', auteur: author, texte, etat: null, le: at } as const;
        await insertTicketMessage(work, message, []);
        await addActe(work, { auteur: author, acte: 'ticket.note', cible: numero }, at);
      }),
  };
}

async function found(db: Db, numero: string): Promise<Ticket> {
  const ticket = await findTicket(db, numero);
  if (ticket === undefined) throw new Refused('Ce signalement n’existe pas, ou n’existe plus.');
  return ticket;
}
