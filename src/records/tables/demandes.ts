import type { ColumnType, Generated } from 'kysely';

export type EtatDemande = 'brouillon' | 'envoyee' | 'a_modifier' | 'validee' | 'refusee' | 'revoquee' | 'archivee';
export type CasUsageDemande =
  | 'marches_publics'
  | 'aides_publiques'
  | 'preremplissage'
  | 'detection_fraude'
  | 'covid_19'
  | 'editeur'
  | 'libre';
/** Whose message it is: the applicant's side, or the operator's. */
export type CoteMessage = 'demandeur' | 'instruction';
export type EtatHabilitation = 'active' | 'obsolete' | 'revoquee';
export type GenreModele = 'precisions' | 'refus' | 'validation' | 'message';

/** A JSON column: read as what was parsed from it, written as text. */
type Json = ColumnType<unknown, string, string>;

/** Organisations as Sirene gave them, the last time they were looked up. */
export interface OrganisationsTable {
  siret: string;
  nom: string;
  adresse: string;
  code_postal: string | null;
  commune: string | null;
  categorie_juridique: string | null;
  naf: string | null;
  tranche_effectif: string | null;
  /** `A` active, `F` closed. */
  etat: 'A' | 'F';
  lue_le: Date;
}

export interface DemandesTable {
  id: string;
  numero: Generated<string>;
  etat: EtatDemande;
  reouverture: boolean;
  demandeur: string;
  siret: string | null;
  cas_usage: CasUsageDemande;
  intitule: string;
  contenu: Json;
  /** The content as it was last sent; null until the first time. */
  contenu_envoye: ColumnType<unknown, string | null, string | null>;
  copie_de: string | null;
  cgu_version: string | null;
  cgu_acceptee_le: Date | null;
  version: number;
  creee_le: Date;
  modifiee_le: Date;
  premier_envoi_le: Date | null;
  envoyee_le: Date | null;
  precisions_demandees_le: Date | null;
  premiere_decision_le: Date | null;
  decidee_le: Date | null;
  relancee_le: Date | null;
  /** When those it names and its files were erased. */
  efface_le: Date | null;
}

export interface DemandeEvenementsTable {
  id: Generated<number>;
  demande: string;
  acte: string;
  /** Null: the platform. */
  auteur: string | null;
  auteur_nom: string;
  le: Date;
  de: EtatDemande | null;
  vers: EtatDemande;
  motif: string;
  changements: Json;
}

export interface DemandeMessagesTable {
  id: Generated<number>;
  demande: string;
  auteur: string;
  auteur_nom: string;
  cote: CoteMessage;
  corps: string;
  /** The field of the form that it is about. */
  champ: string | null;
  le: Date;
  lu_le: Date | null;
}

export interface DemandeAvisTable {
  id: Generated<number>;
  demande: string;
  demande_par: string;
  rapporteur: string;
  question: string;
  demande_le: Date;
  reponse: string | null;
  repondu_le: Date | null;
}

export interface HabilitationsTable {
  id: string;
  numero: Generated<string>;
  demande: string;
  instantane: Json;
  etat: EtatHabilitation;
  accordee_le: Date;
  accordee_par: string;
  close_le: Date | null;
}

export interface ModelesReponseTable {
  id: Generated<number>;
  genre: GenreModele;
  titre: string;
  corps: string;
  version: number;
  modifie_le: Date;
  modifie_par: string;
}

export interface PreferencesInstructionTable {
  compte: string;
  envois: boolean;
  messages: boolean;
}

export type GenrePiece = 'maquette' | 'texte_juridique';

export interface DemandePiecesTable {
  piece: string;
  demande: string;
  genre: GenrePiece;
  ajoutee_le: Date;
  remplacee_le: Date | null;
}
