import { defineSimulation, type SimulatedReply, textReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

const LARGE_COUNT = 60;

const acquired = [
  qualification('9101', 'Étude d’éclairage de phares imaginaires', '0'),
  qualification('9102', 'Audit énergétique de bâtiments rêvés', '1'),
];
const probationary = [qualification('9103', 'Ingénierie de chauffage sans combustible', '0')];

export default defineSimulation('opqibi', [
  {
    method: 'GET',
    path: /^\/certificats\/\d{9}$/,
    identify: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
    found: ({ unit }) => escapedJson(certificate(unit)),
    unknown: () =>
      textReply('requéte incorrecte, siret incorrect, paramétre manquant', 'text/html; charset=UTF-8', 404),
    brokenDown: () => textReply('<h1>Erreur interne fictive</h1>', 'text/html; charset=UTF-8', 500),
  },
]);

/** The plural of one of its keys is missing: that is how the provider spells it. */
function certificate({ siren, behaviour }: FictionalUnit) {
  const [model] = acquired;
  const many = Array.from({ length: LARGE_COUNT }, (_, rank) => ({ ...model, CodeQualification: String(9201 + rank) }));
  return {
    numero_certificat: '99 01 0042',
    date_de_delivrance_du_certificat: '15/06/2025',
    duree_de_validite_du_certificat: 'valable un an',
    assurance: 'ASSUREUR IMAGINAIRE',
    url: `https://annuaire.exemple.fr/fiche/${siren}`,
    qualifications: behaviour === 'large' ? many : acquired,
    date_de_validite_des_qualification: '15/06/2028',
    qualifications_probatoires: probationary,
    date_de_validite_des_qualifications_probatoires: '15/06/2026',
  };
}

function qualification(code: string, nom: string, rge: '0' | '1') {
  return {
    CodeQualification: code,
    Nom: nom,
    Definition: `Définition inventée pour le bac à sable.<br />Elle contient du HTML : ${code}.`,
    rge,
  };
}

/** Letters outside ASCII are written as escapes. */
function escapedJson(value: unknown): SimulatedReply {
  const text = JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return textReply(text, 'application/json');
}
