import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import type { ProviderErrorText } from '../../core/error-catalogue.ts';
import { type Failure, ownProviderFailure, providerFailure } from '../../core/failure.ts';
import { optionalSiren } from '../../core/options.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { statusFailure } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { dgfip } from '../../providers/dgfip/provider.ts';
import { insee } from '../../providers/insee/provider.ts';
import { groupParameters, membershipOf } from './group.ts';

export default defineEndpoint({
  name: 'attestations_fiscales_dgfip',
  title: 'Attestation fiscale',
  providers: { dgfip, insee },
  scopes: ['attestations_fiscales'],
  volume: 'propre',
  aliases: ['attestation_fiscale_dgfip', 'attestation_fiscales_dgfip'],
  subject: bySiren,
  options: {
    sirenIs: optionalSiren(
      'siren_is',
      '00311',
      "SIREN de la société mère du groupe fiscal (impôt sur les sociétés) dont l'entreprise est membre.",
    ),
    sirenTva: optionalSiren(
      'siren_tva',
      '00312',
      "SIREN de la société mère du groupe TVA dont l'entreprise est membre.",
    ),
  },
  watch: {
    uname: 'apie_2_attestations_fiscales_dgfip',
    provider: 'dgfip',
    everyMinutes: 15,
    availabilityKey: 'api/v2/attestations_fiscales_dgfip',
  },

  answer: Type.Object({
    url: Type.String({
      description:
        "Adresse de l'attestation de régularité fiscale (PDF), accessible sans jeton jusqu'à son expiration.",
    }),
  }),

  ask: async ({ dgfip, insee }, siren, errand, { sirenIs, sirenTva }) => {
    const is = membershipOf(insee, { siren, parentSiren: sirenIs, parameter: 'siren_is' }, errand);
    const tva =
      sirenTva === sirenIs ? is : membershipOf(insee, { siren, parentSiren: sirenTva, parameter: 'siren_tva' }, errand);
    const [membershipIs, membershipTva] = await Promise.all([is, tva]);
    return dgfip.fetchDocument(errand, {
      url: dgfip.urls.attestationsFiscales,
      parameters: { siren, ...groupParameters('IS', membershipIs), ...groupParameters('TVA', membershipTva) },
      judges: [404, 500],
      format: 'pdf',
      label: 'attestation_fiscale_dgfip',
      refusal,
    });
  },

  read: ({ url }) => ({ url }),
});

const errorPage: ProviderErrorText = {
  kind: 'provider_error',
  title: "Page d'erreur du fournisseur",
  sentence: (name) =>
    `Le fournisseur de données (${name}) a répondu par une page d'erreur au lieu de l'attestation. L'entreprise peut lui être inconnue ; réessayez plus tard avant de conclure.`,
};

const NOT_FOUND =
  "L'entreprise est inconnue de la DGFIP, est hors du périmètre de l'attestation, ou n'est pas en règle de ses obligations fiscales. Cette réponse ne permet pas de conclure qu'elle n'est pas à jour.";

function refusal(answer: WireAnswer): Failure {
  if (answer.status === 404) return providerFailure(dgfip, '003', { sentence: NOT_FOUND });
  if (isErrorPage(answer.body)) return ownProviderFailure(dgfip, '501', errorPage);
  return answer.status === 200 ? providerFailure(dgfip, '055') : statusFailure(dgfip, answer);
}

/** Its pages are in ISO-8859-15; what is looked for is ASCII. */
function isErrorPage(body: Buffer): boolean {
  return body.includes("Page d'erreur") || body.includes("Rapport d'erreur");
}
