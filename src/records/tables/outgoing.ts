import type { Generated } from 'kysely';
import type { ListeLettre } from './letters.ts';

export type Canal = 'courriel' | 'webhook';

export interface EnvoisTable {
  id: string;
  canal: Canal;
  destination: string;
  contenu: unknown;
  cle: string | null;
  cree_le: Date;
  prochain_essai_le: Date | null;
  essais: Generated<number>;
  pris_le: Date | null;
  parti_le: Date | null;
  refuse_le: Date | null;
  abandonne_le: Date | null;
  echec: string | null;
}

export type SorteAbonnement = 'courriel' | 'webhook';

export interface DemandesAbonnementTable {
  empreinte: string;
  email: string;
  sorte: SorteAbonnement;
  url: string;
  endpoints: string[];
  /** What it is for: notices of these endpoints, or these lists of letters. */
  pour: 'avis' | 'lettres';
  listes: ListeLettre[];
  adresse: string;
  cree_le: Date;
  expire_le: Date;
}

export interface AbonnementsTable {
  id: string;
  email: string;
  sorte: SorteAbonnement;
  url: string;
  endpoints: string[];
  secret: string | null;
  cree_le: Date;
  confirme_le: Date;
  desinscrit_le: Date | null;
  echecs: Generated<number>;
}
