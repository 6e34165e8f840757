import { defineSimulation, jsonReply, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit, FoundUnit } from '../../simulator/units.ts';

const LARGE_COUNT = 40;
const NUMBER_LENGTH = 6;

export default defineSimulation('agence-bio', [
  {
    method: 'GET',
    path: /^\/api\/gouv\/operateurs$/,
    identify: ({ query }) => query.get('q') ?? '',
    found: (found) => jsonReply({ items: [operator(found)] }),
    unknown: () => jsonReply({ items: [] }),
    brokenDown: () => textReply('Internal Server Error', 'text/html', 500),
  },
]);

function operator({ unit, etablissement }: FoundUnit) {
  const name = unit.denomination ?? `${unit.personne?.nom} ${unit.personne?.prenoms[0]}`;
  return {
    raisonSocial: name,
    denominationCourante: etablissement.enseigne ?? name,
    siret: etablissement.siret,
    numeroBio: Number(etablissement.siret.slice(-NUMBER_LENGTH)),
    dateMaj: '2025-10-27',
    reseau: '',
    categories: [{ nom: 'Vente aux consommateurs' }, { nom: 'Restaurants' }],
    activites: [{ nom: 'Production' }, { nom: 'Preparation' }, { nom: 'Distribution' }],
    productions: productionsOf(unit),
    adressesOperateurs: [address(etablissement)],
    certificats: [
      certificate('CERTIFICTIF', '2014-03-01', null, 'ENGAGEE'),
      certificate('BIO IMAGINAIRE', '2009-05-12', '2014-02-28', 'ARRETEE'),
    ],
  };
}

/** The unit of large answers grows everything. */
function productionsOf({ behaviour }: FictionalUnit) {
  const productions = [
    { nom: 'Légumes à feuilles, de plein champ', code: '01.13.1' },
    { nom: 'Algues de rêve', code: '03.00.6' },
  ];
  if (behaviour !== 'large') return productions;
  return Array.from({ length: LARGE_COUNT }, (_, rank) => ({ nom: `Production inventée ${rank + 1}`, code: '01.13' }));
}

function address({ adresse: { numero, typeVoie, voie, commune } }: FoundUnit['etablissement']) {
  return {
    lieu: `${numero} ${typeVoie} ${voie}`,
    codePostal: commune.codePostal,
    ville: commune.libelle,
    lat: 48.117,
    long: -1.678,
    typeAdresseOperateurs: ['Siège social', "Lieux d'activité"],
  };
}

function certificate(organisme: string, dateEngagement: string, dateArret: string | null, etatCertification: string) {
  const url = dateArret === null ? 'https://exemple.invalid/certificats/990001' : null;
  return { organisme, dateEngagement, dateArret, dateSuspension: null, url, etatCertification };
}
