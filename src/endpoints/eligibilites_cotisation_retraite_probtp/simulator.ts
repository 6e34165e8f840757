import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

export default defineSimulation('probtp', [
  {
    method: 'POST',
    path: /^\/ws_ext\/rest\/certauth\/mpsservices\/getStatutCotisation$/,
    identify: ({ body }) => siretOf(body),
    found: ({ unit }) => jsonReply({ entete: { code: '0' }, corps: statusOf(unit) }),
    unknown: (siret) => jsonReply({ entete: { code: '8', message: `SIRET ${siret} inconnu de nos services` } }),
    brokenDown: () => jsonReply({ entete: { code: '4', message: 'Erreur interne du service fictif' } }),
  },
]);

function statusOf({ dateCessation }: FictionalUnit): string {
  return dateCessation === null
    ? '00 Compte éligible pour attestation de cotisation'
    : '01 Compte non éligible pour attestation de cotisation';
}

function siretOf(body: string): string {
  const { corps }: { corps?: unknown } = JSON.parse(body);
  return typeof corps === 'string' ? corps : '';
}
