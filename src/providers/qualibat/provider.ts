import { defineProvider } from '../../core/provider.ts';
import { openDialect2021 } from './dialect-2021.ts';
import { openDialect2023 } from './dialect-2023.ts';
import type { QualibatDoor } from './door.ts';
import { qualibatIdentity } from './identity.ts';

/** Qualibat, which qualifies building companies. */
export const qualibat = defineProvider({
  ...qualibatIdentity,
  settings: {
    url: { variable: 'QUALIBAT_URL', kind: 'url', purpose: 'Adresse du service de Qualibat' },
    dialect: {
      variable: 'QUALIBAT_DIALECTE',
      kind: 'choice',
      values: ['2021', '2023'],
      purpose: 'Protocole de Qualibat : lien vers le certificat, ou session puis certificat',
    },
    certificats2021: {
      variable: 'QUALIBAT_CERTIFICATS_URL',
      kind: 'url',
      suffix: '/MPS/CERTIFICAT/',
      purpose: 'Adresse des certificats de Qualibat, protocole 2021',
    },
    token: {
      variable: 'QUALIBAT_TOKEN',
      kind: 'credential',
      purpose: 'Jeton de Qualibat, protocole 2021',
      dialects: ['2021'],
    },
    login: {
      variable: 'QUALIBAT_LOGIN',
      kind: 'credential',
      purpose: 'Identifiant du compte de Qualibat, protocole 2023',
      dialects: ['2023'],
    },
    password: {
      variable: 'QUALIBAT_PASSWORD',
      kind: 'credential',
      purpose: 'Mot de passe du compte de Qualibat, protocole 2023',
      dialects: ['2023'],
    },
  },
  open: ({ wire, settings }): QualibatDoor =>
    settings.dialect === '2023' ? openDialect2023(wire, settings) : openDialect2021(wire, settings),
});
