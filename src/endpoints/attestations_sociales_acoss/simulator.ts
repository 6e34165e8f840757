import { behindAcossToken } from '../../providers/acoss/simulator.ts';
import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, jsonReply, NOT_A_DOCUMENT, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;
const VERIFIED_ON = '31/12/2025';

export default defineSimulation('acoss', [
  behindAcossToken({
    method: 'POST',
    path: /^\/attn\/entreprise\/v1\/demandes\/api_entreprise$/,
    identify: ({ body }) => sirenOf(body),
    found: async ({ unit }) => textReply((await paperOf(unit)).toString('base64'), 'application/json;charset=UTF-8'),
    unknown: () =>
      errors('FUNC517', 'Le Siren est inconnu', 'Le siren est inconnu du SI Attestations, radié ou hors périmètre'),
    brokenDown: () => errors('FUNC515', 'Service indisponible', 'Incident technique fictif du SI Attestations'),
  }),
]);

function errors(code: string, message: string, description: string) {
  return jsonReply([{ code, message, description }], 400);
}

/** A security code of 15 characters alone on its line of page 1; on page 2, the date of what was verified. */
async function paperOf({ siren, denomination, behaviour }: FictionalUnit): Promise<Buffer> {
  if (behaviour === 'bad_document') return NOT_A_DOCUMENT;
  return attestationPdf({
    titre: 'Attestation de vigilance',
    pages: [
      [`SIREN ${siren}`, denomination ?? 'Entreprise individuelle', 'Code de sécurité :', `SPEC${siren}ZZ`],
      ['Déclarations et paiements vérifiés', `à la date du ${VERIFIED_ON}`],
    ],
    ...(behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
}

function sirenOf(body: string): string {
  const { siren }: { siren?: unknown } = JSON.parse(body);
  return typeof siren === 'string' ? siren : '';
}
