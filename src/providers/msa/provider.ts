import { defineProvider } from '../../core/provider.ts';

/** Mutualité sociale agricole. No credential: it filters by address. */
export const msa = defineProvider({
  slug: 'msa',
  code: '10',
  name: 'MSA',
  settings: { url: { variable: 'MSA_URL', kind: 'url', purpose: 'Adresse du service de conformité de la MSA' } },
  maintenance: [{ from: '03:00', to: '03:30' }],
  open: ({ wire, settings }) => ({ wire, url: settings.url }),
});
