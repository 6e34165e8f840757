import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_COUNT = 60;

export default defineSimulation('conventions', [
  {
    method: 'GET',
    path: /^\/\d{14}$/,
    identify: ({ path }) => path.slice(1),
    found: ({ unit, etablissement }) => jsonReply([{ conventions: conventionsOf(unit), siret: etablissement.siret }]),
    unknown: (siret) => jsonReply([{ conventions: [], siret }]),
    brokenDown: () => jsonReply({ message: 'Erreur interne du service fictif' }, 500),
  },
]);

function conventionsOf({ behaviour }: FictionalUnit) {
  const count = behaviour === 'large' ? LARGE_COUNT : 1;
  return Array.from({ length: count }, (_, rank) => conventionOf(9001 + rank));
}

/** The number is of no real agreement. Its title ends with a blank, as many do. */
function conventionOf(num: number) {
  const id = `KALICONT00000000${num}`;
  return {
    active: true,
    date_publi: '1998-06-24T00:00:00.000Z',
    effectif: 4_200,
    etat: 'VIGUEUR_ETEN',
    id,
    mtime: 1_561_406_517,
    nature: 'IDCC',
    num,
    shortTitle: 'Gardiens de phares imaginaires',
    texte_de_base: `KALITEXT00000000${num}`,
    title: "Convention collective nationale des gardiens de phares\nimaginaires et de l'éclairage rêvé. ",
    url: `https://conventions.exemple.fr/idcc/${id}`,
    synonymes: ['phares', 'lanternes'],
  };
}
