import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, NOT_A_DOCUMENT, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
/** What identifies nobody: a request without the client number or the token. */
const STRANGER = '';
/** Its refusal calls itself a PDF. */
const CALLED_PDF = 'application/pdf;charset=ISO-8859-1';

export default defineSimulation('cnetp', [
  {
    method: 'GET',
    path: /^\/webservice\/doc\/attestations\/entreprises$/,
    identify: ({ query }) => (query.get('id') && query.get('jeton') ? (query.get('siren') ?? '') : STRANGER),
    found: async ({ unit }) => ({
      status: 200,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'form-data; name="attestation.pdf"; filename="attestation.pdf"',
      },
      body: await paperOf(unit),
    }),
    unknown: (identifier) => {
      if (identifier === STRANGER) return textReply('', 'text/plain', 401);
      const words = "Le SIREN ou le SIRET n'est pas référencé dans nos fichiers";
      return textReply(Buffer.from(words, 'latin1'), CALLED_PDF, 404);
    },
    brokenDown: () => textReply('Erreur interne du service fictif', 'text/plain', 500),
  },
]);

async function paperOf({ siren, denomination, behaviour }: FictionalUnit): Promise<Buffer> {
  if (behaviour === 'bad_document') return NOT_A_DOCUMENT;
  return attestationPdf({
    titre: 'Certificat de cotisations congés payés et chômage intempéries',
    lignes: [
      `SIREN ${siren}`,
      denomination ?? 'Entreprise individuelle',
      "L'entreprise est à jour de ses cotisations de congés payés et de chômage intempéries.",
    ],
    ...(behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
}
