import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiret } from '../../core/subject.ts';
import { qualibat } from '../../providers/qualibat/provider.ts';

export default defineEndpoint({
  name: 'certificats_qualibat',
  title: 'Certificat de qualification bâtiment',
  providers: { qualibat },
  scopes: ['qualibat'],
  volume: 'documents',
  subject: bySiret,
  watch: {
    uname: 'apie_2_certificats_qualibat',
    provider: 'qualibat',
    everyMinutes: 5,
    availabilityKey: 'api/v2/certificats_qualibat',
  },

  answer: Type.Object({
    url: Type.String({
      description: "Adresse du certificat Qualibat (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: ({ qualibat }, siret, errand) => qualibat.certificate(errand, siret),

  read: ({ url }) => ({ url }),
});
