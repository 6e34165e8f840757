import { behindDgfipLogin, dgfipPage } from '../../providers/dgfip/login-simulator.ts';
import { attestationPdf } from '../../simulator/papers.ts';
import { defineSimulation, NOT_A_DOCUMENT, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_BYTES = 20_000_000;

export default defineSimulation('dgfip', [
  behindDgfipLogin({
    method: 'GET',
    path: /^\/attestationFiscale$/,
    identify: ({ query }) => query.get('siren') ?? '',
    found: async ({ unit }, { query }) => textReply(await paperOf(unit, query), 'application/pdf'),
    unknown: () => dgfipPage("Rapport d'erreur", 'HTTP 404', 404),
    brokenDown: () => dgfipPage("Page d'erreur", 'Incident technique, demande non traitée'),
  }),
]);

async function paperOf({ siren, denomination, behaviour }: FictionalUnit, query: URLSearchParams): Promise<Buffer> {
  if (behaviour === 'bad_document') return NOT_A_DOCUMENT;
  return attestationPdf({
    titre: 'Attestation de régularité fiscale',
    lignes: [
      `SIREN ${siren}`,
      denomination ?? 'Entreprise individuelle',
      "L'entreprise est à jour de ses obligations déclaratives et de paiement.",
      ...groupLines(query, 'IS'),
      ...groupLines(query, 'TVA'),
    ],
    ...(behaviour === 'large' ? { bytes: LARGE_BYTES } : {}),
  });
}

function groupLines(query: URLSearchParams, tax: 'IS' | 'TVA'): string[] {
  if (query.get(`groupe${tax}`) !== 'OUI') return [];
  if (query.get(`membre${tax}`) === 'MERE') return [`Groupe ${tax} : société mère`];
  return [`Groupe ${tax} : fille de ${query.get(`raison_sociale${tax}`)}, ${query.get(`ville${tax}`)}`];
}
