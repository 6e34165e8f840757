import { defineProvider } from '../../core/provider.ts';
import { dialect311 } from './dialect-3-11.ts';
import { dialectV3 } from './dialect-v3.ts';
import { inseeIdentity } from './identity.ts';
import { openSirene } from './sirene.ts';

/** INSEE, répertoire Sirene. Its tokens live about a week (V3), or as long as the account's server says (3.11). */
export const insee = defineProvider({
  ...inseeIdentity,
  settings: {
    url: { variable: 'INSEE_URL', kind: 'url', purpose: "Adresse de l'API Sirene de l'INSEE" },
    dialect: {
      variable: 'INSEE_DIALECTE',
      kind: 'choice',
      values: ['V3', '3.11'],
      purpose: "Génération de l'API Sirene",
    },
    credentials: {
      variable: 'INSEE_CREDENTIALS',
      kind: 'credential',
      dialects: ['V3'],
      purpose: "Identifiants de l'API Sirene V3 : base64 de « clé:secret »",
    },
    oauthUrl: {
      variable: 'INSEE_OAUTH_URL',
      kind: 'url',
      suffix: '/oauth2/token',
      purpose: "Adresse qui délivre les jetons de l'API Sirene 3.11 ; par défaut INSEE_URL suivie de /oauth2/token",
    },
    clientId: account('CLIENT_ID', "Identifiant de l'application"),
    clientSecret: account('CLIENT_SECRET', "Secret de l'application"),
    username: account('USERNAME', 'Nom du compte'),
    password: account('PASSWORD', 'Mot de passe du compte'),
  },
  open: ({ wire, settings }) =>
    openSirene(wire, settings.dialect === '3.11' ? dialect311(settings) : dialectV3(settings)),
});

function account(name: string, what: string) {
  return {
    variable: `INSEE_${name}`,
    kind: 'credential',
    dialects: ['3.11'],
    purpose: `${what} auprès de l'API Sirene 3.11`,
  } as const;
}
