import { behindDgfipLogin, dgfipPage } from '../../providers/dgfip/login-simulator.ts';
import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LAST_YEAR = 2024;
/** The most that the DGFIP gives. */
const YEARS = 3;

export default defineSimulation('dgfip', [
  behindDgfipLogin({
    method: 'GET',
    path: /^\/chiffreAffaires$/,
    identify: ({ query }) => query.get('siret') ?? '',
    found: ({ unit }) => jsonReply({ liste_ca: turnoversOf(unit) }),
    unknown: () => jsonReply(null),
    brokenDown: () => dgfipPage("Page d'erreur", 'Incident technique, demande non traitée', 500),
  }),
]);

/** An entrepreneur has one year only: an object instead of a list. */
function turnoversOf({ kind, dateCessation }: FictionalUnit) {
  const lastYear = dateCessation === null ? LAST_YEAR : Number(dateCessation.slice(0, 4)) - 1;
  const turnovers = Array.from({ length: YEARS }, (_, rank) => ({
    ca: String(4_210_987 - rank * 223_540),
    dateFinExercice: `${lastYear - rank}-12-31T00:00:00+01:00`,
  }));
  return kind === 'personne_physique' ? { ca: '120500', dateFinExercice: '2024-06-30T00:00:00+02:00' } : turnovers;
}
