import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiren } from '../../core/subject.ts';
import { fntp } from '../../providers/fntp/provider.ts';

export default defineEndpoint({
  name: 'cartes_professionnelles_fntp',
  title: 'Carte professionnelle travaux publics',
  providers: { fntp },
  scopes: ['fntp_carte_pro'],
  volume: 'documents',
  subject: bySiren,
  watch: {
    uname: 'apie_2_cartes_professionnelles_fntp',
    provider: 'fntp',
    everyMinutes: 60,
    availabilityKey: 'api/v2/cartes_professionnelles_fntp',
  },

  answer: Type.Object({
    url: Type.String({
      description:
        "Adresse de la carte professionnelle de travaux publics (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: ({ fntp }, siren, errand) =>
    fntp.fetchDocument(errand, { siren, document: 'cartepro', label: 'carte_professionnelle_fntp' }),

  read: ({ url }) => ({ url }),
});
