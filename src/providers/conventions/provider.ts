import { defineProvider } from '../../core/provider.ts';

/** Fabrique numérique of the social ministries: collective agreements of establishments. No credential. */
export const conventions = defineProvider({
  slug: 'conventions',
  code: '14',
  name: 'Fabrique numérique des Ministères Sociaux',
  settings: {
    url: {
      variable: 'CONVENTIONS_URL',
      kind: 'url',
      purpose: 'Adresse du service des conventions collectives, à laquelle le SIRET est ajouté',
    },
  },
  open: ({ wire, settings }) => ({ wire, url: settings.url }),
});
