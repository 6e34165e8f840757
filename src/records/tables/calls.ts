import type { ColumnType, Generated } from 'kysely';

export interface JetonsTable {
  jti: string;
  uid: string;
  sujet: string;
  roles: string[];
  cree_le: Date;
  expire_le: Date;
  revoque_le: Date | null;
  banni_le: Date | null;
  usage: string;
  /** What granted it; null when it was made by command. */
  habilitation: ColumnType<string | null, string | null | undefined>;
  /** The token that takes its place. */
  remplace_par: ColumnType<string | null, string | null | undefined>;
  modifie_le: Generated<Date>;
}

export interface TracesTable {
  request_id: string;
  recu_le: Date;
  endpoint: string;
  identifiant: string;
  statut: number;
  statut_fournisseur: number | null;
  jti: string;
  uid: string;
  context: string | null;
  recipient: string | null;
  object: string | null;
  user_id: string | null;
  adresse: string;
  duree_ms: number;
  avertissements: string[];
  code_erreur: string | null;
}

export interface Refus401Table {
  minute: Date;
  adresse: string;
  empreinte: string;
  code: string;
  nombre: number;
  /** Whose token it was; null for those that are none of ours. */
  jti: string | null;
}

/** Who withdraws a token. */
export type OrigineRetrait = 'demandeur' | 'operateur';

export interface RetraitsDeJetonsTable {
  id: string;
  jti: string;
  origine: OrigineRetrait;
  /** Null: from the machine. */
  auteur: string | null;
  raison: string;
  decide_le: Date;
  effet_le: Date;
  annule_le: Date | null;
}

export interface BannissementsTable {
  adresse: string;
  motif: MotifBannissement;
  debut: Date;
  fin: Date;
}

/** Grain of a count: minute, hour, day of Paris. */
export type Grain = 'm' | 'h' | 'j';

export interface AppelsCumulesTable {
  endpoint: string;
  grain: Grain;
  debut: Date;
  statut: number;
  nombre: number;
}

/** The calls of a token from one address in one day of Paris. */
export interface AdressesDeJetonsTable {
  jti: string;
  adresse: string;
  jour: string;
  appels: number;
  refus_429: number;
  premier_le: Date;
  dernier_le: Date;
}

/** The calls of a token that were answered 429 or 5xx in one minute. */
export interface EchecsDeJetonsTable {
  jti: string;
  minute: Date;
  endpoint: string;
  adresse: string;
  statut: number;
  nombre: number;
}

/** Grain of the counts of a token: hour, day of Paris, month of Paris. */
export type GrainJeton = 'h' | 'j' | 'M';

/** Calls of a token at one endpoint, in one grain of time, that ended with one status within one step of duration. */
export interface AppelsDeJetonsTable {
  jti: string;
  grain: GrainJeton;
  debut: Date;
  endpoint: string;
  statut: number;
  palier: number;
  nombre: number;
}

export interface FenetresEnCoursTable {
  noeud: string;
  compteur: string;
  cle: string;
  nombre: number;
  fin: Date;
}

export type MotifBannissement = 'plafond' | 'refus_429';
