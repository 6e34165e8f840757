/**
 * Who may see each page of the portal, and use each of its forms. Letters are people (`scene.ts`): v visiteur, p propriétaire de la
 * demande, c collègue vérifié, n collègue non vérifié, e demandeur d'une autre organisation, m contact métier, t contact technique,
 * r rapporteur, i instructeur, a administrateur, d compte désactivé, x compte effacé.
 *
 * Whoever is not named is told that there is nothing there, as at an unknown address; who is not logged in, to log in. A route that
 * is in no rule makes the suite fail: a new page says here who may see it.
 */
/** Who is let in: everywhere the same, or by what the address names (`objects.ts`). */
export type Access = string | Readonly<Record<string, string>>;

export interface Rule {
  readonly access: Access;
  readonly routes: readonly string[];
  /** Nobody is asked to log in. */
  readonly open: boolean;
  /** What it does to who is let in would spoil the rules that follow. */
  readonly last?: true;
}

const everyone = 'vpcnemtriadx';
const account = 'pcnemtria';
const admin = 'a';

/** What is sent is read by the organisation and by the operator's people; a draft, by the organisation; once put away, by no one. */
const reading = {
  ...{ brouillon: 'pca', envoyee: 'pcria', a_modifier: 'pcria', validee: 'pcria', rouverte: 'pcria' },
  ...{ refusee: 'pcria', revoquee: 'pcria', archivee: 'a', propre: 'pcria', ailleurs: 'eria' },
};
/** The same, from the room of instruction. */
const instructing = {
  ...{ brouillon: 'a', envoyee: 'ria', a_modifier: 'ria', validee: 'ria', rouverte: 'ria' },
  ...{ refusee: 'ria', revoquee: 'ria', archivee: 'a', propre: 'ria', ailleurs: 'ria' },
};
/** What its applicant alone does, whatever became of it. */
const owning = {
  ...{ brouillon: 'p', envoyee: 'p', a_modifier: 'p', validee: 'p', rouverte: 'p' },
  ...{ refusee: 'p', revoquee: 'p', propre: 'i', ailleurs: 'e' },
};
/** Its applicant, or who instructs it for someone who has left. */
const handing = {
  ...{ brouillon: 'p', envoyee: 'pi', a_modifier: 'pi', validee: 'pi', rouverte: 'pi', refusee: 'pi' },
  ...{ propre: 'i', ailleurs: 'ei' },
};

const rule = (access: Access, routes: string, more: Partial<Pick<Rule, 'last' | 'open'>> = {}): Rule => ({
  ...{ access, open: Object.values(access).some((letters) => letters.includes('v')), ...more },
  routes: routes
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' ')),
});

export const rules: readonly Rule[] = [
  rule(
    everyone,
    `GET /
    GET /abonnements
    GET /accessibilite
    GET /bac-a-sable/courriels
    GET /cas-usage
    GET /cas-usage/mon-editeur
    GET /cas_usage
    GET /cas_usage/aides_publiques
    GET /cas_usage/covid_19
    GET /cas_usage/detection_fraude
    GET /cas_usage/editeurs
    GET /cas_usage/formulaires_preremplis_editeurs
    GET /cas_usage/marches_publics
    GET /cas_usage/preremplissage
    GET /catalogue
    GET /catalogue.json
    GET /cgu
    GET /connexion
    GET /deconnexion/retour
    GET /demander-un-acces
    GET /demander_un_acces
    GET /demonstrations/pre-remplissage
    GET /developpeurs
    GET /developpeurs/bac-a-sable
    GET /developpeurs/openapi
    GET /developpeurs/reseau.json
    GET /doc
    GET /documentation
    GET /documentation/besoin
    GET /documentation/codes
    GET /documentation/demarrer
    GET /documentation/prerequis
    GET /documentation/quotidien
    GET /donnees-personnelles
    GET /etat-des-services
    GET /etat-des-services/historique
    GET /evenements
    GET /evenements.ics
    GET /faq
    GET /health
    GET /incidents
    GET /incidents.atom
    GET /incidents.json
    GET /infolettre
    GET /infolettres
    GET /infolettres.atom
    GET /infolettres/archives
    GET /inscription
    GET /inscription/lien
    GET /jeton-trouve
    GET /maintenances
    GET /maintenances.ics
    GET /me/tokens
    GET /mentions-legales
    GET /mot-de-passe/oublie
    GET /newsletters
    GET /participer
    GET /plan-du-site
    GET /real_time
    GET /recherche
    GET /statistiques
    GET /statistiques.csv
    GET /statistiques.json
    GET /support
    GET /support/signaler
    GET /use_cases
    GET /use_cases/aides_publiques
    GET /use_cases/covid_19
    GET /use_cases/detection_fraude
    GET /use_cases/editeurs
    GET /use_cases/formulaires_preremplis_editeurs
    GET /use_cases/marches_publics
    GET /use_cases/preremplissage
    POST /abonnements
    POST /connexion
    POST /demonstrations/pre-remplissage
    POST /demonstrations/pre-remplissage/demande
    POST /developpeurs/bac-a-sable
    POST /infolettres
    POST /inscription
    POST /inscription/lien
    POST /jeton-trouve
    POST /mot-de-passe/oublie
    POST /support/signaler`,
  ),
  rule(
    { fiche: everyone },
    `GET /catalogue/:slug
    GET /catalogue/:slug/appel
    GET /catalogue/:slug/disponibilite
    GET /catalogue/:slug/exemple
    POST /catalogue/:slug/appel`,
  ),
  // A sheet that has no document.
  rule({ fiche: '' }, 'GET /catalogue/:slug/exemple/document', { open: true }),
  rule({ cas: everyone }, 'GET /cas-usage/:slug'),
  rule({ version: everyone }, 'GET /cgu/:version'),
  // What is not published is not there.
  rule({ publie: everyone, brouillon: '' }, 'GET /incidents/:id'),
  rule({ annoncee: everyone }, 'GET /maintenances/:id'),
  rule(
    { inconnu: '' },
    `GET /infolettres/archives/:slug
    GET /documents/:nom
    GET /bac-a-sable/courriels/:id
    GET /bac-a-sable/courriels/:id/message.eml`,
    { open: true },
  ),

  // The key of a mail says it all; another key, or that of another, opens nothing (`links.test.ts` has the right ones).
  rule(
    { inconnu: '' },
    `GET /abonnements/confirmation/:cle
    GET /abonnements/preferences/:cle
    GET /abonnements/preferences/:cle/desinscription
    GET /adresse/:cle
    GET /infolettres/confirmation/:cle
    GET /infolettres/preferences/:cle
    GET /infolettres/preferences/:cle/desinscription
    GET /infolettres/preferences/:cle/desinscription/:liste
    GET /inscription/verification/:cle
    GET /mot-de-passe/:cle
    POST /abonnements/confirmation/:cle
    POST /abonnements/preferences/:cle
    POST /abonnements/preferences/:cle/desinscription
    POST /adresse/:cle
    POST /infolettres/confirmation/:cle
    POST /infolettres/preferences/:cle
    POST /infolettres/preferences/:cle/desinscription
    POST /infolettres/preferences/:cle/desinscription/:liste
    POST /inscription/verification/:cle
    POST /mot-de-passe/:cle`,
    { open: true },
  ),
  rule(
    { cle: everyone },
    `GET /calendrier/:cle/fin-de-mes-jetons.ics
    GET /invitation/:cle
    GET /jeton/:cle
    POST /jeton/:cle`,
  ),
  rule(
    { cle: everyone, autre: '' },
    `GET /support/:numero/:cle
    GET /support/:numero/:cle/pieces/:piece
    POST /support/:numero/:cle/messages
    POST /support/:numero/:cle/resolu`,
  ),
  // The second step of a login that has not begun sends back to the first.
  rule(
    everyone,
    `GET /connexion/code
    POST /connexion/code`,
  ),

  // One's own account.
  rule(
    account,
    `GET /compte
    GET /compte/attestations
    GET /compte/attestations/code
    GET /compte/attestations/consultations
    GET /compte/attestations/consultations.csv
    GET /compte/bannissement
    GET /compte/calendrier
    GET /compte/consommation
    GET /compte/demandes
    GET /compte/donnees
    GET /compte/donnees/copie
    GET /compte/donnees/effacement
    GET /compte/jetons
    GET /compte/justifications
    GET /compte/organisations
    GET /compte/profil
    GET /compte/securite
    GET /compte/securite/double-authentification
    GET /compte/tickets
    GET /demandes/nouvelle
    POST /compte/attestations/code
    POST /compte/calendrier
    POST /compte/calendrier/fermer
    POST /compte/donnees/effacement
    POST /compte/organisations
    POST /compte/profil
    POST /compte/profil/adresse
    POST /compte/securite
    POST /compte/securite/double-authentification
    POST /compte/securite/double-authentification/codes
    POST /compte/securite/double-authentification/confirmation
    POST /compte/securite/double-authentification/desactivation
    POST /demandes/nouvelle`,
  ),
  rule(
    'ri',
    `GET /compte/notifications
    POST /compte/notifications`,
  ),
  rule({ accordee: 'pcria', ailleurs: 'eria' }, 'GET /compte/habilitations/:id'),
  // He alone has a calendar to change or to close.
  rule({ changement: 'p', fermeture: 'p' }, 'GET /compte/calendrier/:acte'),

  // Tokens: whom a request names as a contact looks after its token; its applicant alone acts on it.
  rule(
    { jeton: 'pmt', retire: 'pmt', ailleurs: 'e' },
    `GET /compte/jetons/:jti
    GET /compte/jetons/:jti/consommation
    GET /compte/jetons/:jti/renouveler
    GET /compte/jetons/:jti/rotation
    GET /compte/jetons/:jti/statistiques
    GET /compte/jetons/:jti/statistiques.csv
    GET /compte/jetons/:jti/traces
    GET /compte/jetons/:jti/traces.csv`,
  ),
  // Where a session that ended comes back to: it leads to the page of the token, which says whose it is.
  rule({ jeton: account, retire: account, ailleurs: account, inconnu: account }, 'GET /compte/jetons/:jti/afficher'),
  rule({ jeton: 'pmt' }, 'GET /compte/jetons/:jti/traces/:request_id'),
  rule(
    { jeton: 'p', retire: 'p', ailleurs: 'e' },
    `GET /compte/jetons/:jti/demander
    GET /compte/jetons/:jti/liens
    GET /compte/jetons/:jti/rotation/fuite
    GET /compte/jetons/:jti/rotation/prochain
    GET /compte/jetons/:jti/rotation/retirer
    GET /compte/jetons/:jti/transmettre
    POST /compte/jetons/:jti/afficher
    POST /compte/jetons/:jti/demander
    POST /compte/jetons/:jti/rotation/fuite
    POST /compte/jetons/:jti/rotation/prochain
    POST /compte/jetons/:jti/transmettre`,
  ),
  rule({ jeton: 'p' }, 'GET /compte/jetons/:jti/liens/:lien/revoquer'),
  rule(
    { justification: 'pmt', ailleurs: 'e' },
    `GET /compte/justifications/:numero
    POST /compte/justifications/:numero`,
  ),

  // Looking companies up: the applicant, the business contact, and the agent whom the first lets in.
  rule(
    { accordee: 'pmn', ailleurs: 'e' },
    `GET /compte/attestations/:habilitation
    POST /compte/attestations/:habilitation`,
  ),
  // Its documents are for who looked them up alone: not for who lets him in.
  rule({ consultation: 'n' }, 'GET /compte/attestations/consultations/:consultation/documents/:rang'),
  rule(
    { accordee: 'p', ailleurs: 'e' },
    `GET /compte/habilitations/:id/agents
    GET /compte/habilitations/:id/consultations
    GET /compte/habilitations/:id/consultations.csv
    GET /compte/habilitations/:id/delegations
    GET /compte/habilitations/:id/delegations/nouvelle
    POST /compte/habilitations/:id/agents
    POST /compte/habilitations/:id/delegations`,
  ),
  rule({ accordee: 'p' }, 'GET /compte/habilitations/:id/agents/:agent/retirer'),
  rule({ demandee: 'p' }, 'GET /compte/habilitations/:id/delegations/:delegation/accepter'),
  rule({ accordee: 'p' }, 'GET /compte/habilitations/:id/delegations/:delegation/retirer'),

  // Editors: who works for one sees what was delegated to it, and nothing of another.
  rule(
    'ce',
    `GET /editeur/courriels
    GET /editeur/delegations
    GET /editeur/habilitations
    GET /editeur/habilitations.csv
    POST /editeur/courriels
    POST /editeur/delegations`,
  ),
  rule({ deleguee: 'e' }, 'GET /editeur/habilitations/:id'),
  rule({ accordee: 'e' }, 'GET /editeur/delegations/:id/rendre'),
  rule(
    { ticket: 'p' },
    `GET /compte/tickets/:numero
    GET /compte/tickets/:numero/pieces/:piece
    POST /compte/tickets/:numero/messages
    POST /compte/tickets/:numero/resolu`,
  ),
  // Who says that he belongs to an organisation sees what he said; who is known to, its people. The instructor has asked for it too.
  rule(
    { organisation: 'pcni', voisine: 'e' },
    `GET /compte/organisations/:siret
    GET /compte/organisations/:siret/quitter`,
  ),
  rule({ organisation: 'pc', voisine: 'e' }, 'POST /compte/organisations/:siret/invitations'),

  // Requests for access.
  rule(
    reading,
    `GET /demandes/:id
    GET /demandes/:id/cadre-juridique
    GET /demandes/:id/contacts
    GET /demandes/:id/donnees
    GET /demandes/:id/donnees-personnelles
    GET /demandes/:id/formulaire
    GET /demandes/:id/historique
    GET /demandes/:id/messages
    GET /demandes/:id/organisation
    GET /demandes/:id/pieces/:piece
    GET /demandes/:id/projet
    GET /demandes/:id/recapitulatif
    POST /demandes/:id/cadre-juridique
    POST /demandes/:id/contacts
    POST /demandes/:id/donnees
    POST /demandes/:id/donnees-personnelles
    POST /demandes/:id/organisation
    POST /demandes/:id/projet
    POST /demandes/:id/recapitulatif`,
  ),
  rule({ validee: 'p', ailleurs: 'e' }, 'GET /demandes/:id/rouvrir'),
  rule({ rouverte: 'p' }, 'GET /demandes/:id/annuler-la-reouverture'),
  rule({ brouillon: 'p', a_modifier: 'p' }, 'GET /demandes/:id/archiver'),
  rule(
    { validee: 'p', refusee: 'p', ailleurs: 'e' },
    `GET /demandes/:id/renouveler
    POST /demandes/:id/renouveler`,
  ),
  rule(
    handing,
    `GET /demandes/:id/transferer
    POST /demandes/:id/transferer`,
  ),
  rule(
    owning,
    `POST /demandes/:id/annuler-la-reouverture
    POST /demandes/:id/archiver
    POST /demandes/:id/messages
    POST /demandes/:id/rouvrir`,
  ),

  // Instruction: who reports reads as who decides, and decides nothing (`mass-assignment.test.ts`, `decisions.test.ts`).
  rule(
    'ria',
    `GET /instruction
    GET /instruction/demandes.csv
    GET /instruction/habilitations
    GET /instruction/statistiques`,
  ),
  rule('r', 'GET /instruction/avis'),
  rule(
    instructing,
    `GET /instruction/demandes/:id
    GET /instruction/demandes/:id/pieces/:piece
    POST /instruction/demandes/:id/actes/:acte
    POST /instruction/demandes/:id/avis
    POST /instruction/demandes/:id/avis/reponse
    POST /instruction/demandes/:id/avis/retrait
    POST /instruction/demandes/:id/decision
    POST /instruction/demandes/:id/messages`,
  ),
  // Nobody has his own read again.
  rule({ ...instructing, propre: 'ra' }, 'POST /instruction/demandes/:id/organisation'),
  // To put away: nothing that is in force, nothing of one's own.
  rule(
    { brouillon: 'a', envoyee: 'ia', a_modifier: 'ia', refusee: 'ia', revoquee: 'ia', propre: 'a' },
    'GET /instruction/demandes/:id/actes/:acte',
  ),
  rule(
    'i',
    `GET /instruction/modeles
    GET /instruction/modeles/nouveau
    POST /instruction/modeles/nouveau`,
  ),
  rule(
    { modele: 'i' },
    `GET /instruction/modeles/:id
    GET /instruction/modeles/:id/supprimer
    POST /instruction/modeles/:id
    POST /instruction/modeles/:id/supprimer`,
  ),

  // Administration.
  rule(
    admin,
    `GET /administration
    GET /administration/alertes
    GET /administration/comptes
    GET /administration/editeurs
    GET /administration/editeurs/nouveau
    GET /administration/incidents
    GET /administration/incidents/nouveau
    GET /administration/infolettres
    GET /administration/infolettres/nouvelle
    GET /administration/jetons
    GET /administration/journal
    GET /administration/justifications
    GET /administration/justifications/nouvelle
    GET /administration/maintenances
    GET /administration/maintenances/nouvelle
    GET /administration/tickets
    POST /administration/editeurs/nouveau
    POST /administration/incidents
    POST /administration/infolettres
    POST /administration/justifications/nouvelle
    POST /administration/maintenances`,
  ),
  rule(
    { sujet: admin },
    `GET /administration/comptes/:id
    GET /administration/comptes/:id/desactiver
    GET /administration/comptes/:id/organisations/:siret/retirer
    GET /administration/comptes/:id/organisations/:siret/verifier
    GET /administration/comptes/:id/reactiver
    GET /administration/comptes/:id/second-facteur
    GET /administration/comptes/:id/sessions
    POST /administration/comptes/:id/desactiver
    POST /administration/comptes/:id/organisations/:siret/retirer
    POST /administration/comptes/:id/organisations/:siret/verifier
    POST /administration/comptes/:id/reactiver
    POST /administration/comptes/:id/roles
    POST /administration/comptes/:id/second-facteur
    POST /administration/comptes/:id/sessions`,
  ),
  rule(
    { brouillon: admin, publie: admin },
    `GET /administration/incidents/:id
    GET /administration/incidents/:id/modifier
    POST /administration/incidents/:id/ecarter
    POST /administration/incidents/:id/modifier
    POST /administration/incidents/:id/points
    POST /administration/incidents/:id/publier`,
  ),
  rule({ brouillon: admin, publie: '' }, 'GET /administration/incidents/:id/ecarter'),
  rule(
    { annoncee: admin },
    `GET /administration/maintenances/:id/annuler
    GET /administration/maintenances/:id/modifier
    POST /administration/maintenances/:id/annuler
    POST /administration/maintenances/:id/modifier
    POST /administration/maintenances/:id/terminer`,
  ),
  // One that has not begun is not ended.
  rule({ annoncee: '' }, 'GET /administration/maintenances/:id/terminer'),
  rule(
    { lettre: admin },
    `GET /administration/infolettres/:id
    GET /administration/infolettres/:id/apercu
    GET /administration/infolettres/:id/apercu/courriel
    GET /administration/infolettres/:id/apercu/page
    GET /administration/infolettres/:id/envoyer
    GET /administration/infolettres/:id/modifier
    GET /administration/infolettres/:id/supprimer
    POST /administration/infolettres/:id/annuler
    POST /administration/infolettres/:id/envoyer
    POST /administration/infolettres/:id/essai
    POST /administration/infolettres/:id/modifier
    POST /administration/infolettres/:id/reprendre
    POST /administration/infolettres/:id/supprimer`,
  ),
  rule(
    { ticket: admin },
    `GET /administration/tickets/:numero
    GET /administration/tickets/:numero/pieces/:piece
    POST /administration/tickets/:numero/etat
    POST /administration/tickets/:numero/notes
    POST /administration/tickets/:numero/reponses`,
  ),

  rule(
    { jeton: admin, retire: admin, ailleurs: admin },
    `GET /administration/jetons/:jti
    POST /administration/jetons/:jti/retablir
    POST /administration/jetons/:jti/revoquer`,
  ),
  rule({ jeton: admin, ailleurs: admin }, 'GET /administration/jetons/:jti/revoquer'),
  rule({ retire: admin }, 'GET /administration/jetons/:jti/retablir'),
  rule(
    { justification: admin, ailleurs: admin },
    `GET /administration/justifications/:numero
    GET /administration/justifications/:numero/clore
    POST /administration/justifications/:numero/clore`,
  ),
  rule(
    { suivant: admin, autre: admin },
    `GET /administration/editeurs/:id
    GET /administration/editeurs/:id/fermer
    POST /administration/editeurs/:id
    POST /administration/editeurs/:id/comptes
    POST /administration/editeurs/:id/fermer`,
  ),
  rule({ suivant: admin }, 'GET /administration/editeurs/:id/comptes/:compte/retirer'),

  // What spoils the rest, in this order. A link, an agent, a delegation and an account are taken away once.
  rule({ jeton: 'p' }, 'POST /compte/jetons/:jti/liens/:lien/revoquer', { last: true }),
  rule({ jeton: 'p', retire: 'p', ailleurs: 'e' }, 'POST /compte/jetons/:jti/rotation/retirer', { last: true }),
  rule({ accordee: 'p' }, 'POST /compte/habilitations/:id/agents/:agent/retirer', { last: true }),
  rule(
    { accordee: 'p', demandee: 'p' },
    `POST /compte/habilitations/:id/delegations/:delegation/accepter
    POST /compte/habilitations/:id/delegations/:delegation/decliner`,
    { last: true },
  ),
  // The second is in force since the rule before.
  rule({ accordee: 'e', demandee: 'c' }, 'POST /editeur/delegations/:id/rendre', { last: true }),
  rule({ accordee: 'p', demandee: 'p' }, 'POST /compte/habilitations/:id/delegations/:delegation/retirer', {
    last: true,
  }),
  rule({ suivant: admin, autre: admin }, 'POST /administration/editeurs/:id/comptes/:compte/retirer', { last: true }),
  // An invitation is cancelled once, by the owner; the stranger who accepts one is a member.
  rule({ organisation: 'p', voisine: '' }, 'POST /compte/organisations/:siret/invitations/:id/annuler', { last: true }),
  rule({ invitation: 'n' }, 'POST /compte/organisations/invitations/:id/refuser', { last: true }),
  rule({ accueil: 'e' }, 'POST /compte/organisations/invitations/:id/accepter', { last: true }),
  rule({ organisation: 'pcnei', voisine: 'e' }, 'POST /compte/organisations/:siret/quitter', { last: true }),
  // A session of the owner: nobody else closes it.
  rule('p', 'POST /compte/securite/sessions', { last: true }),
  rule(account, 'POST /compte/securite/autres-sessions', { last: true }),
  rule(everyone, 'POST /deconnexion', { last: true }),
];
