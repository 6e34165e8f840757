import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiret } from '../../core/subject.ts';
import { probtp } from '../../providers/probtp/provider.ts';

export default defineEndpoint({
  name: 'attestations_cotisation_retraite_probtp',
  title: 'Attestation de cotisations retraite du bâtiment',
  providers: { probtp },
  scopes: ['probtp'],
  volume: 'documents',
  subject: bySiret,
  watch: {
    uname: 'apie_2_attestations_cotisation_retraite_probtp',
    provider: 'probtp',
    everyMinutes: 60,
    availabilityKey: 'api/v2/attestations_cotisation_retraite_probtp',
  },

  answer: Type.Object({
    url: Type.String({
      description:
        "Adresse de l'attestation de cotisations retraite (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: ({ probtp }, siret, errand) =>
    probtp.fetchDocument(errand, {
      service: 'getAttestationCotisation',
      siret,
      label: 'attestation_cotisation_retraite_probtp',
    }),

  read: ({ url }) => ({ url }),
});
