import type { Generated } from 'kysely';

export type EtatJustification = 'attendue' | 'repondue' | 'close';

export interface JustificationsTable {
  numero: string;
  jti: string;
  etat: EtatJustification;
  motif: string;
  volume: string;
  appels: string[];
  exemples: string[];
  auteur: string;
  auteur_nom: string;
  ouverte_le: Date;
  modifiee_le: Date;
  close_le: Date | null;
  version: Generated<number>;
}

export interface JustificationMessagesTable {
  id: Generated<number>;
  justification: string;
  nature: 'reponse' | 'cloture';
  auteur: string;
  auteur_nom: string;
  texte: string;
  le: Date;
}
