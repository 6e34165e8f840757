import type { AccountRole } from '../../core/account-roles.ts';

export interface ComptesTable {
  id: string;
  email: string;
  nom: string;
  prenom: string;
  /** An argon2id hash; null for who has not chosen one yet. */
  mot_de_passe: string | null;
  roles: AccountRole[];
  cree_le: Date;
  verifie_le: Date | null;
  desactive_le: Date | null;
}

export interface SessionsTable {
  empreinte: string;
  compte: string;
  cree_le: Date;
  vue_le: Date;
  expire_le: Date;
  adresse: string;
  agent: string;
}

export interface TentativesConnexionTable {
  cle: string;
  debut: Date;
  nombre: number;
}
