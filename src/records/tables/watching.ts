import type { Generated } from 'kysely';

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
