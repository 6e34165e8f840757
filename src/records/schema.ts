import type {
  CodesSecoursTable,
  ComptesTable,
  ConnexionsEntrouvertesTable,
  IdentitesOidcTable,
  InvitationsTable,
  JournalAdministrationTable,
  LiensCompteTable,
  RattachementsTable,
  SecondsFacteursTable,
  SessionsTable,
  TentativesConnexionTable,
} from './tables/accounts.ts';
import type { AgentsHabilitesTable, ConsultationsTable } from './tables/attestations.ts';
import type {
  AdressesDeJetonsTable,
  AppelsCumulesTable,
  AppelsDeJetonsTable,
  BannissementsTable,
  EchecsDeJetonsTable,
  FenetresEnCoursTable,
  JetonsTable,
  Refus401Table,
  RetraitsDeJetonsTable,
  TracesTable,
} from './tables/calls.ts';
import type {
  DemandeAvisTable,
  DemandeEvenementsTable,
  DemandeMessagesTable,
  DemandePiecesTable,
  DemandesTable,
  HabilitationsTable,
  ModelesReponseTable,
  OrganisationsTable,
  PreferencesInstructionTable,
} from './tables/demandes.ts';
import type { DelegationsTable, EditeurComptesTable, EditeursTable } from './tables/editeurs.ts';
import type { FichiersImportesTable, LignesImporteesTable } from './tables/imported-files.ts';
import type { AvisDeJetonsTable, CalendriersDeJetonsTable, ProlongationsTable } from './tables/jeton-ends.ts';
import type { JustificationMessagesTable, JustificationsTable } from './tables/justifications.ts';
import type { AbonnesLettresTable, DesinscriptionsTable, LettresTable } from './tables/letters.ts';
import type { AbonnementsTable, DemandesAbonnementTable, EnvoisTable } from './tables/outgoing.ts';
import type {
  PiecesTable,
  TicketClesTable,
  TicketMessagesTable,
  TicketPiecesTable,
  TicketsTable,
} from './tables/support.ts';
import type { AffichagesDeJetonsTable, LiensDeJetonsTable } from './tables/transmission.ts';
import type {
  AlertesTable,
  IncidentEndpointsTable,
  IncidentPointsTable,
  IncidentsTable,
  MaintenancesTable,
  SondesParJourTable,
  SondesTable,
} from './tables/watching.ts';

/** The tables of the database, as `migrations/` make them. */
export interface Schema {
  jetons: JetonsTable;
  avis_de_jetons: AvisDeJetonsTable;
  prolongations: ProlongationsTable;
  calendriers_de_jetons: CalendriersDeJetonsTable;
  traces: TracesTable;
  refus_401: Refus401Table;
  retraits_de_jetons: RetraitsDeJetonsTable;
  bannissements: BannissementsTable;
  fichiers_importes: FichiersImportesTable;
  lignes_importees: LignesImporteesTable;
  appels_cumules: AppelsCumulesTable;
  appels_de_jetons: AppelsDeJetonsTable;
  adresses_de_jetons: AdressesDeJetonsTable;
  echecs_de_jetons: EchecsDeJetonsTable;
  fenetres_en_cours: FenetresEnCoursTable;
  justifications: JustificationsTable;
  justification_messages: JustificationMessagesTable;
  liens_de_jetons: LiensDeJetonsTable;
  affichages_de_jetons: AffichagesDeJetonsTable;
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
  liens_compte: LiensCompteTable;
  seconds_facteurs: SecondsFacteursTable;
  codes_secours: CodesSecoursTable;
  connexions_entrouvertes: ConnexionsEntrouvertesTable;
  identites_oidc: IdentitesOidcTable;
  rattachements: RattachementsTable;
  invitations: InvitationsTable;
  journal_administration: JournalAdministrationTable;
  envois: EnvoisTable;
  demandes_abonnement: DemandesAbonnementTable;
  abonnements: AbonnementsTable;
  organisations: OrganisationsTable;
  demandes: DemandesTable;
  demande_evenements: DemandeEvenementsTable;
  demande_messages: DemandeMessagesTable;
  demande_avis: DemandeAvisTable;
  demande_pieces: DemandePiecesTable;
  habilitations: HabilitationsTable;
  modeles_reponse: ModelesReponseTable;
  preferences_instruction: PreferencesInstructionTable;
  pieces: PiecesTable;
  tickets: TicketsTable;
  ticket_cles: TicketClesTable;
  ticket_messages: TicketMessagesTable;
  ticket_pieces: TicketPiecesTable;
  desinscriptions: DesinscriptionsTable;
  abonnes_lettres: AbonnesLettresTable;
  lettres: LettresTable;
  editeurs: EditeursTable;
  editeur_comptes: EditeurComptesTable;
  delegations: DelegationsTable;
  agents_habilites: AgentsHabilitesTable;
  consultations: ConsultationsTable;
}
