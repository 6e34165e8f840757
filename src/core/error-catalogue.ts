import type { FailureKind } from './failure-kind.ts';

/** What a caller can be told, by code. The sentences are public: each says what happened and the way out. */
interface ErrorText {
  readonly kind: FailureKind;
  readonly title: string;
  readonly sentence: string;
}

export interface ProviderErrorText {
  readonly kind: FailureKind;
  readonly title: string;
  readonly sentence: (provider: string) => string;
}

export const generalErrors = {
  '00100': {
    kind: 'forbidden',
    title: 'Droits insuffisants',
    sentence:
      "Votre jeton est valide mais ne donne pas accès à cet endpoint. La liste de ses droits est donnée par /v2/privileges ; pour l'élargir, déposez une nouvelle demande d'habilitation.",
  },
  '00101': {
    kind: 'unauthenticated',
    title: 'Jeton absent ou invalide',
    sentence:
      "Le jeton d'accès est absent ou invalide. Passez-le dans l'en-tête « Authorization: Bearer » ou dans le paramètre « token », tel qu'il figure dans votre espace.",
  },
  '00103': {
    kind: 'unauthenticated',
    title: 'Jeton expiré',
    sentence: "Le jeton d'accès est arrivé à expiration. Renouvelez-le depuis votre tableau de bord.",
  },
  '00105': {
    kind: 'unauthenticated',
    title: 'Jeton révoqué',
    sentence:
      "Le jeton d'accès a été révoqué et ne sera plus accepté. Un nouveau jeton peut être obtenu depuis votre tableau de bord.",
  },
  '00201': {
    kind: 'unprocessable',
    title: 'Traçabilité incomplète',
    sentence:
      'Le paramètre « context » est obligatoire : indiquez le cadre de la requête (par exemple « Marchés publics »).',
  },
  '00202': {
    kind: 'unprocessable',
    title: 'Traçabilité incomplète',
    sentence:
      "Le paramètre « object » est obligatoire : indiquez la raison de l'appel ou l'identifiant de la procédure, en moins de 50 caractères.",
  },
  '00203': {
    kind: 'unprocessable',
    title: 'Traçabilité incomplète',
    sentence:
      "Le paramètre « recipient » est obligatoire : indiquez le SIRET de l'administration destinatrice des données.",
  },
  '00204': {
    kind: 'unprocessable',
    title: 'Objet trop long',
    sentence: 'Le paramètre « object » doit compter moins de 50 caractères.',
  },
  '00210': {
    kind: 'unprocessable',
    title: 'Bénéficiaire invalide',
    sentence:
      "Le paramètre « recipient » doit être le SIRET (14 chiffres) de l'administration destinatrice des données.",
  },
  '00301': {
    kind: 'unprocessable',
    title: 'SIREN invalide',
    sentence: "Le numéro de SIREN n'est pas correctement formé : 9 chiffres, clé de contrôle comprise.",
  },
  '00302': {
    kind: 'unprocessable',
    title: 'SIRET invalide',
    sentence: "Le numéro de SIRET n'est pas correctement formé : 14 chiffres, clé de contrôle comprise.",
  },
  '00303': {
    kind: 'unprocessable',
    title: 'SIRET ou RNA invalide',
    sentence:
      "Le numéro de SIRET ou l'identifiant RNA n'est pas correctement formé : 14 chiffres, ou la lettre W suivie de 9 caractères.",
  },
  '00304': {
    kind: 'unprocessable',
    title: 'SIRET ou numéro EORI invalide',
    sentence:
      "L'identifiant n'est correctement formé ni comme SIRET (14 chiffres, clé de contrôle comprise) ni comme numéro EORI (« FR » suivi d'un SIRET, ou code d'un autre pays).",
  },
  '00305': {
    kind: 'unprocessable',
    title: 'Mois invalide',
    sentence: "Le mois n'est pas correctement formé : deux chiffres, de 01 à 12.",
  },
  '00307': {
    kind: 'unprocessable',
    title: 'Année invalide',
    sentence: "L'année n'est pas correctement formée : quatre chiffres.",
  },
  '00310': {
    kind: 'unprocessable',
    title: "Type d'attestation invalide",
    sentence: 'Le paramètre « type_attestation » accepte la seule valeur AVG_UR.',
  },
  '00311': {
    kind: 'unprocessable',
    title: 'SIREN du groupe IS invalide',
    sentence: "Le paramètre « siren_is » n'est pas un numéro de SIREN correctement formé.",
  },
  '00312': {
    kind: 'unprocessable',
    title: 'SIREN du groupe TVA invalide',
    sentence: "Le paramètre « siren_tva » n'est pas un numéro de SIREN correctement formé.",
  },
  '00401': {
    kind: 'bad_request',
    title: 'Requête invalide',
    sentence: "La requête n'est pas une requête HTTP correctement formée.",
  },
  '00404': {
    kind: 'not_found',
    title: 'Adresse inconnue',
    sentence: "Cette adresse n'existe pas. Les endpoints et leurs adresses sont décrits par /v2/open-api.yml.",
  },
  '00405': {
    kind: 'method_refused',
    title: 'Méthode non permise',
    sentence: 'API Entreprise se consulte par GET ou HEAD seulement.',
  },
  '00429': {
    kind: 'too_many',
    title: 'Trop de requêtes',
    sentence:
      "La limite d'appels est atteinte pour la période en cours. Attendez le nombre de secondes donné par l'en-tête Retry-After ; ne pas en tenir compte conduit au bannissement de votre adresse IP pendant 12 heures.",
  },
  '00500': {
    kind: 'internal',
    title: 'Erreur interne',
    sentence:
      "Une erreur interne d'API Entreprise est survenue. Réessayez plus tard ; si elle persiste, transmettez l'en-tête X-Request-Id au support.",
  },
  '00501': {
    kind: 'provider_unavailable',
    title: 'Service arrêté',
    sentence:
      "L'API est arrêtée en ce moment : aucun appel sous /v2 n'est servi. L'état des services est publié sur /etat-des-services ; réessayez plus tard.",
  },
  '00502': {
    kind: 'provider_error',
    title: 'Hébergement du document impossible',
    sentence: "Le document a été obtenu mais n'a pas pu être mis à votre disposition. Réessayez plus tard.",
  },
  '00503': {
    kind: 'provider_unavailable',
    title: 'Service momentanément indisponible',
    sentence: "Cette adresse est momentanément indisponible. Votre requête n'est pas en cause : réessayez plus tard.",
  },
} as const satisfies Record<string, ErrorText>;

export type GeneralCode = keyof typeof generalErrors;

export const providerErrors = {
  '000': {
    kind: 'provider_error',
    title: 'Erreur du fournisseur de données',
    sentence: (name) =>
      `Le fournisseur de données (${name}) a répondu par une erreur ou par une réponse inexploitable. Réessayez plus tard.`,
  },
  '001': {
    kind: 'provider_unavailable',
    title: 'Fournisseur de données indisponible',
    sentence: (name) => `Le fournisseur de données (${name}) est temporairement indisponible. Réessayez plus tard.`,
  },
  '002': {
    kind: 'provider_timeout',
    title: 'Fournisseur de données hors délai',
    sentence: (name) => `Le fournisseur de données (${name}) n'a pas répondu dans le délai de 10 secondes.`,
  },
  '003': {
    kind: 'not_found',
    title: 'Entité non trouvée',
    sentence: (name) =>
      `L'identifiant demandé n'existe pas, est hors du périmètre de cet endpoint ou ne comporte aucune information chez le fournisseur de données (${name}).`,
  },
  '004': {
    kind: 'provider_unavailable',
    title: 'Fournisseur de données injoignable',
    sentence: (name) =>
      `Le nom du serveur du fournisseur de données (${name}) n'a pas pu être résolu. Réessayez plus tard.`,
  },
  '005': {
    kind: 'legal',
    title: 'Indisponible pour raisons légales',
    sentence: () =>
      "Cette entité n'est pas diffusible : ses informations ne peuvent pas être communiquées sans l'option « non_diffusables=true », et jamais lorsque l'INSEE les réserve.",
  },
  '006': {
    kind: 'provider_error',
    title: 'Authentification refusée par le fournisseur',
    sentence: (name) =>
      `API Entreprise n'a pas pu s'authentifier auprès du fournisseur de données (${name}). Votre jeton n'est pas en cause ; réessayez plus tard.`,
  },
  '008': {
    kind: 'provider_unavailable',
    title: 'Quota du fournisseur atteint',
    sentence: (name) =>
      `Le quota d'appels accordé par le fournisseur de données (${name}) est atteint. Réessayez plus tard.`,
  },
  '020': {
    kind: 'provider_unavailable',
    title: 'Fournisseur de données en maintenance',
    sentence: (name) => `Le fournisseur de données (${name}) est en maintenance programmée. Réessayez à son terme.`,
  },
  '051': {
    kind: 'provider_error',
    title: 'Document illisible',
    sentence: (name) =>
      `Le document transmis par le fournisseur de données (${name}) n'est pas un contenu base64 valide.`,
  },
  '052': {
    kind: 'provider_timeout',
    title: 'Document hors délai',
    sentence: (name) =>
      `Le document annoncé par le fournisseur de données (${name}) n'a pas été transmis dans le délai de 10 secondes.`,
  },
  '053': {
    kind: 'provider_error',
    title: 'Document inaccessible',
    sentence: (name) => `Le document annoncé par le fournisseur de données (${name}) n'a pas pu être téléchargé.`,
  },
  '054': {
    kind: 'provider_error',
    title: 'Adresse de document invalide',
    sentence: (name) =>
      `L'adresse de document donnée par le fournisseur de données (${name}) est absente ou ne peut pas être utilisée.`,
  },
  '055': {
    kind: 'provider_error',
    title: 'Document de mauvais format',
    sentence: (name) => `Le document transmis par le fournisseur de données (${name}) n'est pas au format attendu.`,
  },
  '056': {
    kind: 'provider_error',
    title: 'Réponse trop volumineuse',
    sentence: (name) => `La réponse du fournisseur de données (${name}) dépasse la taille acceptée.`,
  },
} as const satisfies Record<string, ProviderErrorText>;

export type ProviderSubcode = keyof typeof providerErrors;
