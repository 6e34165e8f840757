import { parisClock } from '../../core/dates/paris-clock.ts';
import { defineSimulation, jsonReply, type SimulatedReply, type UnitOperation } from '../../simulator/simulation.ts';

const FIRST_YEAR = 2019;

/** `/{…}/{identifier}/{year}/{month}` of a monthly question; the yearly one stops at the identifier. */
type Asked = readonly [identifier: string, year: string, month: string];

const known = {
  method: 'GET',
  identify: ({ path }) => asked(path)[0],
  unknown: () => jsonReply({ errors: ['Aucun effectif fictif pour cet identifiant'] }, 404),
  brokenDown: () => jsonReply({ errors: ['Incident fictif du service des effectifs'] }, 500),
} as const satisfies Partial<UnitOperation>;

export default defineSimulation('effectifs', [
  {
    ...known,
    path: /^\/effectifs_annuels_entreprise\/\d{9}$/,
    found: (_, { path, now }) => {
      const year = Number(today(now).slice(0, 4)) - 1;
      const siren = asked(path)[0];
      return jsonReply({ siren, annee: String(year), effectifs_annuels: 60 + (year % 10) / 4 });
    },
  },
  {
    ...known,
    path: /^\/effectifs_mensuels_entreprise\/\d{9}\/\d{4}\/\d{2}$/,
    found: (_, { path, now }) => monthly('siren', 63, asked(path), now),
  },
  {
    ...known,
    path: /^\/effectifs_mensuels_etablissement\/\d{14}\/\d{4}\/\d{2}$/,
    found: (_, { path, now }) => monthly('siret', 41, asked(path), now),
  },
]);

/** Known from the first month of 2019 to the last whole month. */
function monthly(name: 'siren' | 'siret', base: number, [identifier, annee, mois]: Asked, now: number): SimulatedReply {
  const isOver = `${annee}-${mois}` < today(now).slice(0, 7);
  if (!isOver || Number(annee) < FIRST_YEAR) return known.unknown();
  return jsonReply({ [name]: identifier, annee, mois, effectifs_mensuels: base + Number(mois) / 4 });
}

function asked(path: string): Asked {
  const [, , identifier = '', year = '', month = ''] = path.split('/');
  return [identifier, year, month];
}

const today = (now: number): string => parisClock(now).date;
