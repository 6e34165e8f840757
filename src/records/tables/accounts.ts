import type { Generated } from 'kysely';
import type { AccountRole } from '../../core/account-roles.ts';
import type { Facteur } from '../../core/login-factors.ts';

export interface ComptesTable {
  id: string;
  email: string;
  nom: string;
  prenom: string;
  telephone: Generated<string>;
  fonction: Generated<string>;
  /** An argon2id hash; null for who has not chosen one. */
  mot_de_passe: string | null;
  roles: AccountRole[];
  cree_le: Date;
  /** When its e-mail was proved; until then it opens nothing. */
  verifie_le: Date | null;
  desactive_le: Date | null;
  /** The last login; null before the first. */
  vu_le: Date | null;
  /** When its holder was told that it is about to be erased for want of use. */
  prevenu_le: Date | null;
  /** Erased in place: nothing says who it was, and nobody enters it. */
  efface_le: Date | null;
}

export interface SessionsTable {
  empreinte: string;
  compte: string;
  cree_le: Date;
  vue_le: Date;
  expire_le: Date;
  adresse: string;
  agent: string;
  facteurs: Facteur[];
  jeton_identite: string | null;
}

export interface TentativesConnexionTable {
  cle: string;
  debut: Date;
  nombre: number;
}

export type ObjetLien = 'verification' | 'mot_de_passe' | 'adresse';

export interface LiensCompteTable {
  empreinte: string;
  compte: string;
  objet: ObjetLien;
  email: string;
  cree_le: Date;
  expire_le: Date;
}

export interface SecondsFacteursTable {
  compte: string;
  secret: string;
  cree_le: Date;
  actif_le: Date | null;
  dernier_pas: Generated<number>;
}

export interface CodesSecoursTable {
  compte: string;
  empreinte: string;
  utilise_le: Date | null;
}

export interface ConnexionsEntrouvertesTable {
  empreinte: string;
  compte: string;
  expire_le: Date;
}

export interface IdentitesOidcTable {
  emetteur: string;
  sujet: string;
  compte: string;
  cree_le: Date;
  vue_le: Date;
}

export type OrigineRattachement = 'declare' | 'oidc' | 'invitation' | 'operateur';

export interface RattachementsTable {
  compte: string;
  siret: string;
  origine: OrigineRattachement;
  cree_le: Date;
  verifie_le: Date | null;
}

export interface InvitationsTable {
  id: string;
  empreinte: string;
  email: string;
  siret: string;
  invite_par: string;
  cree_le: Date;
  expire_le: Date;
}

export interface JournalAdministrationTable {
  id: string;
  le: Date;
  auteur: string;
  acte: string;
  cible: string;
  raison: Generated<string>;
  detail: Generated<unknown>;
  rang: Generated<number>;
  /** The print of the act before; empty for the first, and before the chain. */
  precedente: string;
  empreinte: string;
}
