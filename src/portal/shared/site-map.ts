/** A page that anyone may read, under the name it has everywhere. */
export interface SitePage {
  readonly path: string;
  readonly title: string;
}

interface SiteSection {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

/** Every page that anyone may read, in the order of the plan. What a room makes from its own data (one page a use case) it adds itself. */
export const siteMap = [
  {
    title: 'Découvrir',
    pages: [
      { path: '/', title: 'Accueil' },
      { path: '/catalogue', title: 'Catalogue des données' },
      { path: '/cas-usage', title: 'Cas d’usage' },
      { path: '/cas-usage/mon-editeur', title: 'Mon éditeur de logiciel' },
      { path: '/demonstrations/pre-remplissage', title: 'Démonstration\u00a0: un formulaire pré-rempli' },
      { path: '/faq', title: 'Questions fréquentes' },
    ],
  },
  {
    title: 'Documentation',
    pages: [
      { path: '/documentation', title: 'Documentation' },
      { path: '/documentation/besoin', title: 'Choisir' },
      { path: '/documentation/prerequis', title: 'Préparer' },
      { path: '/documentation/demarrer', title: 'Démarrer' },
      { path: '/documentation/quotidien', title: 'Vivre avec' },
      { path: '/documentation/codes', title: 'Codes et en-têtes' },
      { path: '/recherche', title: 'Recherche' },
    ],
  },
  {
    title: 'Utiliser l’API',
    pages: [
      { path: '/developpeurs', title: 'Espace développeurs' },
      { path: '/developpeurs/openapi', title: 'Essayer l’API' },
      { path: '/developpeurs/bac-a-sable', title: 'Console et bac à sable' },
      { path: '/demander-un-acces', title: 'Demander un accès' },
      { path: '/connexion', title: 'Se connecter' },
      { path: '/inscription', title: 'Créer un compte' },
      { path: '/mot-de-passe/oublie', title: 'Mot de passe oublié' },
    ],
  },
  {
    title: 'Suivre le service',
    pages: [
      { path: '/etat-des-services', title: 'État des services' },
      { path: '/etat-des-services/historique', title: 'Historique de disponibilité' },
      { path: '/incidents', title: 'Incidents et maintenances' },
      { path: '/abonnements', title: 'Être prévenu des incidents et des maintenances' },
      { path: '/statistiques', title: 'Statistiques' },
      { path: '/infolettres', title: 'Infolettre et techlettre' },
      { path: '/infolettres/archives', title: 'Archives des lettres' },
      { path: '/evenements', title: 'Évènements' },
      { path: '/support', title: 'Support' },
      { path: '/jeton-trouve', title: 'Signaler un jeton trouvé' },
      { path: '/participer', title: 'Participer au service' },
    ],
  },
  {
    title: 'Informations légales',
    pages: [
      { path: '/mentions-legales', title: 'Mentions légales' },
      { path: '/cgu', title: 'Conditions générales d’utilisation' },
      { path: '/donnees-personnelles', title: 'Données personnelles' },
      { path: '/accessibilite', title: 'Accessibilité' },
      { path: '/plan-du-site', title: 'Plan du site' },
    ],
  },
] as const satisfies readonly SiteSection[];

type SitePath = (typeof siteMap)[number]['pages'][number]['path'];

const titles = new Map<string, string>(
  siteMap.flatMap(({ pages }) => pages.map(({ path, title }): [string, string] => [path, title])),
);

/** What a page calls itself, and what others call it. */
export function titleAt(path: SitePath): string {
  return titles.get(path) ?? '';
}

/** Whether this version has the page: a link to a page that is not there is worse than none. */
export function isServed(path: string): boolean {
  return titles.has(path);
}

/** The sheet of an endpoint in the catalogue. */
export function sheetOf(endpointName: string): string {
  return `/catalogue/${endpointName.replaceAll('_', '-')}`;
}
