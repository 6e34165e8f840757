import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';

const situation = (siret: string, letter: string) =>
  jsonReply({ TopRMPResponse: { identifiantDebiteur: siret, topRegMarchePublic: letter } });

export default defineSimulation('msa', [
  {
    method: 'GET',
    path: /^\/\d{14}$/,
    identify: ({ path }) => path.slice(1),
    found: ({ unit }, { path }) => situation(path.slice(1), unit.dateCessation === null ? 'O' : 'N'),
    unknown: (siret) => situation(siret, 'S'),
    brokenDown: () => jsonReply({ Erreur: { Code: 'soap:Server', Message: '502 Bad Gateway' } }),
  },
]);
