import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';

const DUMP_DATE = 1_767_222_000;

export default defineSimulation('agefiph', [
  {
    method: 'GET',
    path: /^\/agefiph\/sirets\/\d{14}$/,
    identify: ({ path }) => path.slice('/agefiph/sirets/'.length),
    found: ({ unit }) =>
      jsonReply({
        derniere_annee_de_conformite_connue: unit.dateCessation === null ? '2024' : '2021',
        dump_date: DUMP_DATE,
      }),
    unknown: () => jsonReply({}, 404),
    brokenDown: () => jsonReply({ error: 'Incident fictif du service de conformité' }, 500),
  },
]);
