import type { EtatTicket, GenreTicket } from '../../records/tables/support.ts';

/** What a ticket is about, in a word. */
export const genreWords: Readonly<Record<GenreTicket, string>> = {
  endpoint: 'Endpoint',
  general: 'Question générale',
  documentation: 'Documentation',
  site: 'Site',
};

interface StateWords {
  /** As the support says it. */
  readonly label: string;
  /** As it is said to who reported. */
  readonly told: string;
  readonly tone: 'success' | 'warning' | 'info' | 'plain';
  /** What happens next, for who reported. */
  readonly next: string;
}

export const etatWords: Readonly<Record<EtatTicket, StateWords>> = {
  recu: {
    label: 'Reçu',
    told: 'Reçu',
    tone: 'info',
    next: 'Le support ne l’a pas encore traité. Vous serez prévenu par courriel de sa réponse.',
  },
  en_cours: {
    label: 'En cours',
    told: 'En cours',
    tone: 'info',
    next: 'Le support y travaille. Vous serez prévenu par courriel de sa réponse.',
  },
  en_attente: {
    label: 'En attente du demandeur',
    told: 'En attente de vous',
    tone: 'warning',
    next: 'Le support a besoin d’une réponse de votre part pour continuer.',
  },
  resolu: {
    label: 'Résolu',
    told: 'Résolu',
    tone: 'success',
    next: 'Plus rien n’est à faire. Si le problème revient, répondez ci-dessous : le signalement sera rouvert.',
  },
};

/** The fields that a kind may have, in the order in which they are shown. */
export const fieldWords = {
  parametre: 'Paramètre utilisé',
  appel_le: 'Date et heure de l’appel',
  code_http: 'Code HTTP reçu',
  request_id: 'X-Request-Id',
  page: 'Page',
  extrait: 'Texte en question',
  navigateur: 'Navigateur et version',
} as const;

export type TicketField = keyof typeof fieldWords;
