import type { EtatTicket } from '../records/tables/support.ts';
import type { Ticket, TicketUpdate } from '../records/tickets.ts';
import { Refused } from './refused.ts';
import { type answerStates, silentStates } from './states.ts';

/** What becomes of a ticket: its state, what is said, and who is told of it. */
export interface Change {
  readonly update: Pick<TicketUpdate, 'etat' | 'resolu_le'>;
  readonly texte: string;
  /** The state that it leads to; null when it changes none. */
  readonly etat: EtatTicket | null;
  readonly tells: 'demandeur' | 'support' | null;
}

/** Decides what becomes of a ticket as it is now; throws `Refused` when it cannot be. */
export type Decision = (ticket: Ticket, now: Date) => Change;

/** Who reported says more; what was resolved or waited for him is under way again. */
export function reply(texte: string): Decision {
  return (ticket, now) => {
    refuseErased(ticket);
    const etat = ticket.etat === 'recu' ? 'recu' : 'en_cours';
    return { ...to(ticket, etat, now), texte, tells: 'support' };
  };
}

/** Who reported says that nothing more is to be done. */
export function settle(): Decision {
  return (ticket, now) => {
    refuseErased(ticket);
    if (ticket.etat === 'resolu') throw new Refused('Ce signalement est déjà résolu.');
    return { ...to(ticket, 'resolu', now), texte: '', tells: 'support' };
  };
}

/** The support answers, and says what it expects. */
export function answer(texte: string, etat: (typeof answerStates)[number]): Decision {
  return (ticket, now) => {
    refuseErased(ticket);
    return { ...to(ticket, etat, now), texte, tells: 'demandeur' };
  };
}

/** The support changes the state without a word: who reported is told of an end, not of a beginning. */
export function move(etat: EtatTicket): Decision {
  return (ticket, now) => {
    refuseErased(ticket);
    if (!silentStates(ticket.etat).includes(etat))
      throw new Refused('Le signalement est déjà dans cet état, ou cet état ne se donne qu’avec une réponse.');
    return { ...to(ticket, etat, now), texte: '', tells: etat === 'resolu' ? 'demandeur' : null };
  };
}

function to(ticket: Ticket, etat: EtatTicket, now: Date): Pick<Change, 'update' | 'etat'> {
  return { update: { etat, resolu_le: etat === 'resolu' ? now : null }, etat: etat === ticket.etat ? null : etat };
}

function refuseErased({ efface_le }: Ticket): void {
  if (efface_le !== null)
    throw new Refused('Les coordonnées de ce signalement ont été effacées : plus rien ne peut y être ajouté.');
}
