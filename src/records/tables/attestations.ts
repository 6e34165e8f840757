import type { Generated } from 'kysely';

export interface AgentsHabilitesTable {
  id: string;
  demande: string;
  email: string;
  ajoute_par: string;
  ajoute_le: Date;
  /** From then on he may no more; null: until it is taken back. */
  fin_le: Date | null;
}

export interface ConsultationsTable {
  id: string;
  /** The form that was sent. */
  envoi: string;
  habilitation: string | null;
  agent: string;
  service: string;
  identifiant: string;
  contexte: string;
  objet: string;
  faite_le: Date;
  /** Null until the gateway has answered. */
  statut: number | null;
  request_id: string | null;
  /** Names that open documents: never shown. */
  documents: Generated<string[]>;
  documents_fin: Date | null;
}
