import { paragraphs } from '../core/mail-text.ts';
import type { Mail } from '../core/outgoing.ts';
import type { EtatTicket, GenreTicket } from '../records/tables/support.ts';
import type { Ticket } from '../records/tickets.ts';

/** Where the links of our mails lead. */
export interface TicketAddresses {
  following(numero: string, key: string): string;
  desk(numero: string): string;
}

export function ticketAddresses(publicUrl: string): TicketAddresses {
  return {
    following: (numero, key) => `${publicUrl}/support/${numero}/${key}`,
    desk: (numero) => `${publicUrl}/administration/tickets/${numero}`,
  };
}

const kinds: Readonly<Record<GenreTicket, string>> = {
  endpoint: 'un endpoint',
  general: 'question générale',
  documentation: 'la documentation',
  site: 'le site',
};

const expected: Readonly<Record<EtatTicket, string>> = {
  recu: '',
  en_cours: 'Nous continuons d’y travailler.',
  en_attente: 'Nous attendons votre réponse pour continuer.',
  resolu: 'Nous considérons le problème comme résolu. Si ce n’est pas le cas, répondez : il sera rouvert.',
};

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';

/**
 * What who reports is told at once. Nothing of what was typed is repeated: anyone may give anyone's address, and this mail must
 * carry no message to a stranger.
 */
export function receiptMail({ numero, email }: Ticket, link: string): Mail {
  return {
    to: email,
    subject: `Votre signalement ${numero} est enregistré`,
    text: paragraphs(
      'Bonjour,',
      `Votre signalement est enregistré sous le numéro ${numero}.`,
      `Le suivre, le compléter, le clore : ${link}`,
      'Ce lien est personnel : qui le possède lit votre signalement. Vous en recevrez un autre avec chaque réponse.',
      'Si vous n’avez rien signalé, ne faites rien : quelqu’un a sans doute donné votre adresse par erreur.',
      noReply,
    ),
  };
}

/** What the support answers. */
export function answerMail({ numero, email, etat }: Ticket, texte: string, link: string): Mail {
  return {
    to: email,
    subject: texte === '' ? `Votre signalement ${numero} est résolu` : `Réponse à votre signalement ${numero}`,
    text: paragraphs('Bonjour,', texte, expected[etat], `Lire l’échange et répondre : ${link}`, noReply),
  };
}

export type SupportNews = 'nouveau' | 'suite' | 'clos';

const news: Readonly<Record<SupportNews, string>> = {
  nouveau: 'Nouveau signalement',
  suite: 'Suite au signalement',
  clos: 'Signalement clos par son auteur',
};

/** What reaches the mailbox of the support; who reported is in the ticket, not in the mail. */
export function supportMail(to: string, ticket: Ticket, { kind, texte, link }: SupportMailFacts): Mail {
  const { numero, genre, sujet } = ticket;
  return {
    to,
    subject: `[${numero}] ${news[kind]} : ${sujet}`,
    text: paragraphs(`${news[kind]} ${numero} (${kinds[genre]})`, sujet, texte, `Le traiter : ${link}`),
  };
}

interface SupportMailFacts {
  readonly kind: SupportNews;
  readonly texte: string;
  readonly link: string;
}
