import { defineProvider } from '../../core/provider.ts';
import { askSearch } from './dialect-2021.ts';
import { askDataFair } from './dialect-data-fair.ts';
import type { AdemeDoor } from './door.ts';
import { ademeIdentity } from './identity.ts';

/** Agence de l'environnement et de la maîtrise de l'énergie: certificates « RGE ». */
export const ademe = defineProvider({
  ...ademeIdentity,
  settings: {
    url: { variable: 'ADEME_URL', kind: 'url', purpose: "Adresse du service de l'ADEME" },
    dialect: {
      variable: 'ADEME_DIALECTE',
      kind: 'choice',
      values: ['2021', 'data-fair'],
      purpose: "Protocole de l'ADEME : recherche par formulaire, ou jeu de données",
    },
    key: {
      variable: 'ADEME_CLE',
      kind: 'credential',
      purpose: "Clé donnée par l'ADEME",
    },
    referer: {
      variable: 'ADEME_REFERER',
      kind: 'credential',
      purpose: "Adresse déclarée à l'ADEME avec la clé (en-tête Referer), protocole data-fair",
      dialects: ['data-fair'],
    },
  },
  open: ({ wire, settings }): AdemeDoor => ({
    certification: settings.dialect === 'data-fair' ? askDataFair(wire, settings) : askSearch(wire, settings),
    document: (errand, lien) =>
      wire.fetchDocument(errand, {
        method: 'GET',
        url: lien.trim(),
        linkFrom: settings.url,
        oneOfMany: true,
        format: 'pdf',
        label: 'certificat_rge_ademe',
      }),
  }),
});
