import type { ColumnType, Generated } from 'kysely';

export interface PiecesTable {
  id: string;
  sha256: string;
  type_mime: string;
  nom: string;
  taille: number;
  contenu: Uint8Array;
  cree_le: Date;
}

export type GenreTicket = 'endpoint' | 'general' | 'documentation' | 'site';

export type EtatTicket = 'recu' | 'en_cours' | 'en_attente' | 'resolu';

export interface TicketsTable {
  numero: string;
  genre: GenreTicket;
  etat: EtatTicket;
  sujet: string;
  champs: ColumnType<Readonly<Record<string, string>>, string, never>;
  endpoint: string | null;
  email: string;
  nom: string;
  compte: string | null;
  adresse: string;
  ouvert_le: Date;
  modifie_le: Date;
  resolu_le: Date | null;
  efface_le: Date | null;
  version: Generated<number>;
}

export interface TicketClesTable {
  empreinte: string;
  ticket: string;
  cree_le: Date;
}

export interface TicketMessagesTable {
  id: Generated<number>;
  ticket: string;
  nature: 'demandeur' | 'support' | 'note';
  auteur: string;
  texte: string;
  etat: EtatTicket | null;
  le: Date;
}

export interface TicketPiecesTable {
  piece: string;
  ticket: string;
  message: number;
}
