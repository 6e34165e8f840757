import { defineSimulation, jsonReply, textReply } from '../../simulator/simulation.ts';
import { COMMUNES, REFUSED_COMMUNE } from '../../simulator/units.ts';

export default defineSimulation('geo', [
  {
    method: 'GET',
    path: /^\/communes\/[^/]+$/,
    answer: ({ path }) => {
      const code = path.slice('/communes/'.length);
      if (code === REFUSED_COMMUNE.code) return textReply('Internal Server Error', 'text/plain; charset=utf-8', 500);
      const commune = COMMUNES.find((known) => known.code === code);
      if (commune === undefined) return textReply('Not Found', 'text/plain; charset=utf-8', 404);
      const { nom, departement, region } = commune;
      return jsonReply({ nom, code, departement, region });
    },
  },
]);
