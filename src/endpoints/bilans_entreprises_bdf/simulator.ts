import { gzipSync } from 'node:zlib';
import { defineSimulation, type SimulatedReply } from '../../simulator/simulation.ts';
import type { Bilan, FictionalUnit } from '../../simulator/units.ts';

/** The service is at the address given as a whole; behind its real path too. */
const PATH = /^\/(ws\/BILAN_APIEntreprise_1_0_0_PRD\/bilans\/json)?$/;

export default defineSimulation('bdf', [
  {
    method: 'GET',
    path: PATH,
    identify: ({ query }) => query.get('siren') ?? '',
    found: ({ unit }) => (unit.bilans.length > 0 ? reply(unit.siren, found(unit)) : reply(unit.siren, nothing)),
    unknown: (siren) => reply(siren, nothing),
    brokenDown: (siren) => reply(siren, { code: 500, message: 'Erreur interne du service fictif' }),
  },
]);

interface Outcome {
  readonly code: number;
  readonly message: string;
  readonly denomination?: string | null;
  readonly bilans?: readonly object[];
}

const nothing: Outcome = { code: 204, message: 'Pas de donnees' };

/** Always HTTP 200, always compressed. */
function reply(siren: string, { code, message, denomination = null, bilans }: Outcome): SimulatedReply {
  const body = {
    siren,
    denominationSociale: denomination,
    'code-retour': code,
    message,
    date: '4 janvier 2021 10:00:00',
    monnaie: 'kEuros',
    bilans: bilans ?? null,
  };
  const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
  return { status: 200, headers, body: gzipSync(JSON.stringify(body)) };
}

function found({ denomination, bilans }: FictionalUnit): Outcome {
  return { code: 200, message: 'Service Web OK', denomination, bilans: bilans.map(bilanOf) };
}

/** The further back, the smaller. */
function bilanOf({ dateCloture }: Bilan, yearsAgo: number) {
  const keuros = (latest: number): string => String(latest - 37 * yearsAgo);
  return {
    dateArrete: dateCloture.slice(0, 7).replace('-', ''),
    dureeExercice: '12',
    caHT: keuros(5240),
    valeurAjouteeBdf: keuros(2310),
    ebe: keuros(-118),
    caf: keuros(264),
    resultatExercice: keuros(131),
    capitauxPropresEtAssimiles: keuros(1480),
    dontCapitalSocial: '152',
    dontAutresFondsPropres: keuros(95),
    totalProvisionsPourRisquesEtCharges: keuros(88),
    dettes1EmpruntsObligatairesEtConvertibles: keuros(210),
    dettes2AutresEmpruntsObligataires: keuros(120),
    dettes3EmruntsEtDettesAupresDesEtablissementsdeCredit: keuros(402),
    dettes4DontAUnAnAuPlus: keuros(101),
    totalDettesStables: keuros(732),
    empruntsEtDettesFinancieresDivers: keuros(99),
    groupesEtAssocies: keuros(84),
    frng: keuros(770),
    besoinEnFondsDeRoulement: keuros(615),
    'frng/bfr': '125,20%',
    disponibilites: keuros(155),
    totalPassif: keuros(3350),
    ...evolutions,
  };
}

const evolutions = {
  evolutionCaHT: '+2,34%',
  evolutionValeurAjouteeBdf: '+1,63%',
  evolutionEbe: '-2,34%',
  evolutionCaf: '+16,30%',
  evolutionResultatExercice: '+39,36%',
  evolutionCapitauxPropresEtAssimiles: '+2,56%',
  evolutionDontCapitalSocial: '+0,00%',
  evolutionDontAutresFondsPropres: '+63,79%',
  evolutionTotalProvisionsPourRisquesEtCharges: '+72,55%',
  evolutionDettes1EmpruntsObligatairesEtConvertibles: '+21,39%',
  evolutionDettes2AutresEmpruntsObligataires: '+44,58%',
  evolutionDettes3EmpruntsEtDettesAupresDesEtablissementsdeCredit: '+10,14%',
  evolutionDettes4DontAUnAnAuPlus: '+57,81%',
  evolutionTotaltotalDettesStables: '+5,32%',
  evolutionEmpruntsEtDettesFinancieresDivers: '+59,68%',
  evolutionGroupesEtAssocies: '+78,72%',
  evolutionFrng: '+5,05%',
  evolutionBesoinEnFondsDeRoulement: '+6,40%',
  'evolutionFrng/Bfr': '-1,27%',
  evolutionDisponibilites: '+31,36%',
  evolutionTotalPassif: '+1,12%',
};
