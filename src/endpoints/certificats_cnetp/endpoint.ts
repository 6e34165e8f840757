import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiren } from '../../core/subject.ts';
import { cnetp } from '../../providers/cnetp/provider.ts';

export default defineEndpoint({
  name: 'certificats_cnetp',
  title: 'Cotisations congés payés & chômage intempéries',
  providers: { cnetp },
  scopes: ['certificat_cnetp'],
  volume: 'documents',
  subject: bySiren,
  watch: {
    uname: 'apie_2_certificats_cnetp',
    provider: 'cnetp',
    everyMinutes: 60,
    availabilityKey: 'api/v2/certificats_cnetp',
  },

  answer: Type.Object({
    url: Type.String({
      description:
        "Adresse du certificat de cotisations congés payés et chômage intempéries (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: ({ cnetp }, siren, errand) => cnetp.fetchDocument(errand, { siren, label: 'certificat_cnetp' }),

  read: ({ url }) => ({ url }),
});
