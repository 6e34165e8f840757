import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, NOT_A_DOCUMENT, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
/** What identifies nobody: a request without the token. */
const STRANGER = '';

export default defineSimulation('fntp', [
  {
    method: 'GET',
    path: /^\/rip\/sgmap\/\d{9}\/cartepro$/,
    identify: ({ path, query }) => (query.get('token') ? (path.split('/')[3] ?? '') : STRANGER),
    found: async ({ unit }) => textReply(await paperOf(unit), 'application/pdf'),
    unknown: (identifier) => textReply('', 'text/plain', identifier === STRANGER ? 401 : 404),
    brokenDown: () => textReply('Erreur interne du service fictif', 'text/plain', 500),
  },
]);

async function paperOf({ siren, denomination, behaviour }: FictionalUnit): Promise<Buffer> {
  if (behaviour === 'bad_document') return NOT_A_DOCUMENT;
  return attestationPdf({
    titre: 'Carte professionnelle travaux publics',
    lignes: [
      `SIREN ${siren}`,
      denomination ?? 'Entreprise individuelle',
      'Activité : travaux publics inventés',
      'Carte valable pour une année fictive',
    ],
    ...(behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
}
