import type { Generated } from 'kysely';
import type { AccountRole } from '../core/account-roles.ts';

/** The tables of the database, as `migrations/` make them. */
export interface Schema {
  jetons: JetonsTable;
  traces: TracesTable;
  refus_401: Refus401Table;
  bannissements: BannissementsTable;
  fichiers_importes: FichiersImportesTable;
  lignes_importees: LignesImporteesTable;
  appels_cumules: AppelsCumulesTable;
  sondes: SondesTable;
  sondes_par_jour: SondesParJourTable;
  incidents: IncidentsTable;
  incident_endpoints: IncidentEndpointsTable;
  incident_points: IncidentPointsTable;
  maintenances: MaintenancesTable;
  alertes: AlertesTable;
  comptes: ComptesTable;
  sessions: SessionsTable;
  tentatives_connexion: TentativesConnexionTable;
  envois: EnvoisTable;
}

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

export interface SondesTable {
  endpoint: string;
  faite_le: Date;
  code: number;
  duree_ms: number;
  request_id: string | null;
  en_maintenance: boolean;
}

export interface SondesParJourTable {
  endpoint: string;
  jour: string;
  sondes: number;
  reussies: number;
  en_maintenance: number;
}

export interface AlertesTable {
  id: Generated<number>;
  genre: string;
  objet: string;
  forme: string;
  groupe: string;
  sujet: string;
  texte: string;
  endpoints: string[];
  depuis: Date;
  ouverte_le: Date;
  vue_le: Date;
  annoncee_le: Date | null;
  close_le: Date | null;
  fin_annoncee_le: Date | null;
}

export type MotifBannissement = 'plafond' | 'refus_429';

export interface FichiersImportesTable {
  version: Generated<number>;
  fournisseur: string;
  etat: 'en_cours' | 'servi' | 'perime';
  nom: string;
  lignes: number;
  instance: string;
  vu_le: Date;
  commence_le: Date;
  servi_le: Date | null;
}

export interface LignesImporteesTable {
  version: number;
  cle: string;
  ligne: number;
  valeur: unknown;
}

export type Gravite = 'mineure' | 'majeure' | 'critique';
export type EtatIncident = 'investigation' | 'identifie' | 'surveillance' | 'resolu';

export interface IncidentsTable {
  id: string;
  titre: string;
  gravite: Gravite;
  etat: EtatIncident;
  brouillon: boolean;
  ecarte_le: Date | null;
  prochaine_action: string;
  fin_prevue_le: Date | null;
  ouvert_le: Date;
  resolu_le: Date | null;
  origine: 'operateur' | 'erreurs_500';
  cree_par: string;
  modifie_le: Date;
  modifie_par: string;
  version: Generated<number>;
}

export interface IncidentEndpointsTable {
  incident: string;
  endpoint: string;
}

export interface IncidentPointsTable {
  id: Generated<number>;
  incident: string;
  etat: EtatIncident;
  texte: string;
  le: Date;
  auteur: string;
}

export interface MaintenancesTable {
  id: string;
  titre: string;
  texte: string;
  endpoints: string[];
  debut: Date;
  fin: Date;
  coupure: boolean;
  annoncee_le: Date;
  annulee_le: Date | null;
  cree_par: string;
  modifiee_le: Date;
  modifiee_par: string;
  version: Generated<number>;
}

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
