/** Who asks whether he may have access. */
export interface ProfilDemandeur {
  readonly cle: string;
  readonly libelle: string;
  readonly reponse: 'oui' | 'non' | 'parfois';
  readonly titre: string;
  readonly phrases: readonly string[];
  readonly liens: readonly { readonly href: string; readonly texte: string }[];
  /** The keys of the forms to propose to him; all of them when it is absent. */
  readonly formulaires?: readonly string[];
}

export const profils: readonly ProfilDemandeur[] = [
  {
    cle: 'particulier',
    libelle: 'Un particulier',
    reponse: 'non',
    titre: 'Non : un particulier ne peut pas avoir d’accès',
    phrases: [
      'L’accès est réservé aux organismes chargés d’une mission de service public. Les informations publiques des entreprises sont libres ailleurs, sans demande.',
    ],
    liens: [
      {
        href: 'https://annuaire-entreprises.data.gouv.fr',
        texte: 'Consulter une entreprise dans l’Annuaire des entreprises',
      },
      { href: 'https://data.inpi.fr', texte: 'Lire ses actes et ses comptes publiés sur le site de données de l’INPI' },
    ],
    formulaires: [],
  },
  {
    cle: 'administration',
    libelle: 'Une administration ou une collectivité',
    reponse: 'oui',
    titre: 'Oui : vous pouvez demander un accès',
    phrases: [
      'Services de l’État, collectivités, établissements publics, organismes de protection sociale, acteurs publics de santé.',
      'Il faut qu’un texte fonde votre usage, et qu’un délégué à la protection des données soit désigné.',
    ],
    liens: [],
  },
  {
    cle: 'entreprise',
    libelle: 'Une entreprise ou une association',
    reponse: 'parfois',
    titre: 'Non en général ; oui si un texte vous confie une mission de service public',
    phrases: [
      'Pour vos propres besoins (vérifier un client, un fournisseur), la réponse est non : les données publiques sont libres ailleurs.',
      'Un texte peut vous confier une mission de service public : délégation, agrément, gestion d’une aide pour le compte d’une administration. Citez-le, et demandez les seules données de cette mission.',
      'Votre client est une administration ? Lisez plutôt la réponse faite aux éditeurs.',
    ],
    liens: [
      {
        href: 'https://annuaire-entreprises.data.gouv.fr',
        texte: 'Consulter une entreprise dans l’Annuaire des entreprises',
      },
    ],
    formulaires: ['libre'],
  },
  {
    cle: 'editeur',
    libelle: 'Un éditeur de logiciels',
    reponse: 'oui',
    titre: 'Oui : vous intégrez l’API, chaque client public demande son accès',
    phrases: [
      'Chaque administration cliente fait sa demande, et reçoit son jeton. Il ne se partage pas entre clients, et n’autorise pas l’éditeur à lire les données pour lui-même.',
      'Pour développer, le bac à sable et la description OpenAPI sont ouverts. Pour essayer avec un jeton à vous, utilisez le formulaire des éditeurs.',
    ],
    liens: [
      { href: '/cas-usage/editeurs', texte: 'Ce que fait un éditeur, étape par étape' },
      { href: '/developpeurs', texte: 'Espace développeurs' },
    ],
    formulaires: ['editeur'],
  },
];
