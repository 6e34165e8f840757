/** One variable of the configuration: what .env.example, README and error messages say of it. */
export interface Variable {
  readonly name: string;
  readonly purpose: string;
  /** Shown default; empty = none. */
  readonly byDefault: string;
  readonly secret?: true;
}

export const variables = [
  {
    name: 'ROLES',
    purpose:
      'Rôles de ce processus (gateway, portal, watch, worker) ; séparés, chacun a son VAR_DIR, et tous DATABASE_URL et JETON_SECRET',
    byDefault: 'gateway,portal,watch,worker',
  },
  { name: 'PORT', purpose: 'Port TCP du service', byDefault: '3000' },
  { name: 'HOST', purpose: "Adresse d'écoute", byDefault: '127.0.0.1' },
  { name: 'PUBLIC_URL', purpose: 'Adresse publique du service, sans barre finale', byDefault: 'http://HOST:PORT' },
  {
    name: 'TLS_CERT_FILE',
    purpose: 'Certificat (PEM, chaîne entière) pour servir en HTTPS sans mandataire ; relu quand il change',
    byDefault: '',
  },
  { name: 'TLS_KEY_FILE', purpose: 'Clé privée (PEM) de ce certificat', byDefault: '' },
  { name: 'TLS_MIN', purpose: 'Version de TLS la plus ancienne acceptée : 1.2 ou 1.3', byDefault: '1.2' },
  { name: 'VAR_DIR', purpose: "Dossier de l'état (base embarquée, traces, documents, secret)", byDefault: 'var' },
  {
    name: 'BRAND_FILE',
    purpose: 'Fichier de la marque : organisme, nom et devise du service, adresse du logo',
    byDefault: 'config/marque.json',
  },
  {
    name: 'NETWORK_FILE',
    purpose: 'Fichier du réseau publié aux intégrateurs : adresses IP, noms d’hôte, autorités de certification',
    byDefault: 'config/reseau.json',
  },
  {
    name: 'MENTIONS_FILE',
    purpose: 'Fichier des mentions légales : éditeur, hébergeur, délégué, audit d’accessibilité',
    byDefault: 'config/mentions.json',
  },
  {
    name: 'ANNONCES_FILE',
    purpose: 'Fichier des annonces affichées en tête des pages entre deux dates ; relu quand il change',
    byDefault: 'config/annonces.json',
  },
  { name: 'LIMITS_FILE', purpose: 'Fichier des limites de volumétrie', byDefault: 'config/limites.json' },
  { name: 'DATABASE_URL', purpose: 'Base PostgreSQL ; embarquée sinon', byDefault: '', secret: true },
  {
    name: 'REDIS_URL',
    purpose:
      'Redis ou Valkey (redis:// ou rediss://), où les nœuds comptent ensemble ; plusieurs adresses séparées par des virgules : celles d’une grappe. Sans elle, chaque nœud compte seul',
    byDefault: '',
    secret: true,
  },
  { name: 'REDIS_CLUSTER', purpose: 'oui : REDIS_URL est une grappe, même à une seule adresse', byDefault: 'non' },
  {
    name: 'S3_URL',
    purpose:
      'Magasin S3 des documents, son compartiment en chemin (https://s3.exemple/documents) ; sans lui, ils sont sous VAR_DIR du nœud qui les a faits',
    byDefault: '',
  },
  { name: 'S3_ACCESS_KEY', purpose: 'Clé d’accès au magasin S3', byDefault: '', secret: true },
  { name: 'S3_SECRET_KEY', purpose: 'Clé secrète du magasin S3', byDefault: '', secret: true },
  { name: 'S3_REGION', purpose: 'Région du magasin S3', byDefault: 'us-east-1' },
  {
    name: 'JETON_SECRET',
    purpose: 'Secret qui signe les jetons (32 caractères au moins) ; créé sous VAR_DIR sinon',
    byDefault: '',
    secret: true,
  },
  { name: 'JETON_KID', purpose: 'Nom de ce secret (kid)', byDefault: '1' },
  {
    name: 'JETON_SECRET_PRECEDENT',
    purpose: 'Secret précédent, encore accepté pendant une rotation',
    byDefault: '',
    secret: true,
  },
  { name: 'JETON_KID_PRECEDENT', purpose: 'Nom du secret précédent (kid)', byDefault: '' },
  {
    name: 'TRUSTED_PROXIES',
    purpose: 'Mandataires de confiance (adresses ou CIDR, séparés par des virgules) dont X-Forwarded-For est lu',
    byDefault: '',
  },
  {
    name: 'STRICT_TRACEABILITY',
    purpose: 'oui : un recipient qui n’est pas un SIRET ou un object de 50 caractères est refusé (422)',
    byDefault: 'non',
  },
  { name: 'PROVIDER_TIMEOUT_MS', purpose: "Délai total d'un appel, tous fournisseurs compris", byDefault: '10000' },
  { name: 'DOCUMENT_LIFE', purpose: 'Durée de vie des documents remis (24h à 3M)', byDefault: '24h' },
  { name: 'DOCUMENT_MAX_MB', purpose: "Taille maximale d'un document, en mégaoctets", byDefault: '50' },
  {
    name: 'METRICS_PORT',
    purpose: 'Port des mesures Prometheus (GET /metrics) ; 0 : un port libre',
    byDefault: 'PORT + 1',
  },
  { name: 'METRICS_HOST', purpose: "Adresse d'écoute des mesures", byDefault: '127.0.0.1' },
  { name: 'LOG_LEVEL', purpose: 'Niveau des journaux : debug, info, warn, error', byDefault: 'info' },
  {
    name: 'SONDES',
    purpose: 'oui : cette instance sonde elle-même chaque endpoint, à la période de sa carte',
    byDefault: 'oui',
  },
  {
    name: 'SONDES_URL',
    purpose: 'Adresse que la sonde appelle',
    byDefault: 'PUBLIC_URL',
  },
  {
    name: 'SONDES_FILE',
    purpose: 'Fichier JSON des identifiants sondés, par endpoint ; ceux du bac à sable sinon',
    byDefault: '',
  },
  {
    name: 'SMTP_URL',
    purpose: 'Serveur de courrier (smtp:// ou smtps://) ; sans lui, des fichiers .eml sous VAR_DIR/mail',
    byDefault: '',
    secret: true,
  },
  {
    name: 'MAIL_FROM',
    purpose: 'Expéditeur des courriels, qui reçoit aussi les avis de non-remise',
    byDefault: 'API Entreprise <ne-pas-repondre@entreprise.api.example>',
  },
  {
    name: 'SUPPORT_EMAIL',
    purpose: 'Adresses du support, séparées par des virgules, prévenues de chaque signalement',
    byDefault: '',
  },
  {
    name: 'ALERTES_EMAIL',
    purpose: 'Adresses des exploitants à prévenir, séparées par des virgules',
    byDefault: '',
  },
  { name: 'ALERTES_WEBHOOK_URL', purpose: 'Adresse qui reçoit les alertes, signées', byDefault: '', secret: true },
  {
    name: 'ALERTES_WEBHOOK_SECRET',
    purpose: 'Secret de cette signature : whsec_ suivi de 24 octets au moins, en base64',
    byDefault: '',
    secret: true,
  },
  {
    name: 'ALERTES_BILAN',
    purpose: 'Bilan de 8 h : utile (rien à signaler, rien d’envoyé), toujours, non',
    byDefault: 'utile',
  },
  {
    name: 'OIDC_ISSUER',
    purpose: 'Fournisseur d’identité OpenID Connect (ProConnect…) ; sans lui, on se connecte par mot de passe seul',
    byDefault: '',
  },
  { name: 'OIDC_CLIENT_ID', purpose: 'Nom de ce service chez ce fournisseur', byDefault: '' },
  { name: 'OIDC_CLIENT_SECRET', purpose: 'Secret de ce service chez ce fournisseur', byDefault: '', secret: true },
  {
    name: 'OIDC_SCOPES',
    purpose: 'Ce qui lui est demandé de chaque personne',
    byDefault: 'openid email given_name usual_name siret',
  },
  { name: 'OIDC_LABEL', purpose: 'Nom de ce fournisseur, sur le bouton de connexion', byDefault: 'ProConnect' },
  {
    name: 'OIDC_USERINFO_SIGNE',
    purpose: 'oui : refuse un userinfo qui n’est pas un JWT signé (RS256), comme en donne ProConnect',
    byDefault: 'oui',
  },
  {
    name: 'SIMULATOR',
    purpose: 'non : refuse de démarrer tant qu’un fournisseur n’a pas son adresse, sauf si elle est facultative',
    byDefault: 'oui',
  },
  {
    name: 'SIMULATEUR_PORT',
    purpose: 'Premier port de « npm run simulateur » ; 0 : des ports libres',
    byDefault: '4000',
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]['name'];
