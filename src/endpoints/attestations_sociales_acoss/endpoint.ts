import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { choice } from '../../core/options.ts';
import { bySiren } from '../../core/subject.ts';
import { acoss } from '../../providers/acoss/provider.ts';

export default defineEndpoint({
  name: 'attestations_sociales_acoss',
  title: 'Attestation de vigilance',
  providers: { acoss },
  scopes: ['attestations_sociales'],
  volume: 'documents',
  subject: bySiren,
  options: {
    typeAttestation: choice(
      'type_attestation',
      ['AVG_UR'],
      '00310',
      "Type d'attestation ; AVG_UR, l'attestation de vigilance, est le seul.",
    ),
  },
  watch: {
    uname: 'apie_2_attestations_sociales_acoss',
    provider: 'acoss',
    everyMinutes: 150,
    availabilityKey: 'api/v2/attestations_sociales_acoss',
  },

  answer: Type.Object({
    url: Type.String({
      description: "Adresse de l'attestation de vigilance (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: ({ acoss }, siren, errand, { typeAttestation }) =>
    acoss.fetchDocument(errand, {
      path: '/attn/entreprise/v1/demandes/api_entreprise',
      body: { typeAttestation, siren, idClient: errand.jeton.uid, beneficiaire: errand.recipient },
      label: 'attestation_vigilance_acoss',
    }),

  read: ({ url }) => ({ url }),
});
