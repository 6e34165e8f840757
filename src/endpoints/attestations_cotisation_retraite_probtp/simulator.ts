import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, jsonReply, NOT_A_DOCUMENT, textReply } from '../../simulator/simulation.ts';
import type { FoundUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;

export default defineSimulation('probtp', [
  {
    method: 'POST',
    path: /^\/ws_ext\/rest\/certauth\/mpsservices\/getAttestationCotisation$/,
    identify: ({ body }) => siretOf(body),
    found: async (found) => {
      if (found.unit.dateCessation !== null)
        return refusal('8', '01 Compte non éligible pour attestation de cotisation');
      return textReply(carrierOf(await paperOf(found)), 'application/json;charset=UTF-8');
    },
    unknown: (siret) => refusal('8', `SIRET ${siret} inconnu de nos services`),
    brokenDown: () => refusal('4', 'Erreur interne du service fictif'),
  },
]);

function refusal(code: string, message: string) {
  return jsonReply({ entete: { code, message } });
}

async function paperOf({ unit, etablissement }: FoundUnit): Promise<Buffer> {
  if (unit.behaviour === 'bad_document') return NOT_A_DOCUMENT;
  return attestationPdf({
    titre: 'Attestation de cotisations retraite',
    lignes: [
      `SIRET ${etablissement.siret}`,
      unit.denomination ?? 'Entreprise individuelle',
      "L'établissement est à jour de ses cotisations de retraite complémentaire.",
    ],
    ...(unit.behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
}

/** Answers already written, as long as their paper is: many callers of a large one must share it. */
const carriers = new WeakMap<Buffer, Buffer>();

function carrierOf(paper: Buffer): Buffer {
  const written =
    carriers.get(paper) ?? Buffer.from(JSON.stringify({ entete: { code: '0' }, data: paper.toString('base64') }));
  carriers.set(paper, written);
  return written;
}

function siretOf(body: string): string {
  const { corps }: { corps?: unknown } = JSON.parse(body);
  return typeof corps === 'string' ? corps : '';
}
