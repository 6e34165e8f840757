import { parseEori } from '../../core/identifiers/eori.ts';
import { defineSimulation, jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';
import type { FoundUnit } from '../../simulator/units.ts';

const FRANCE = 'FR';

export default defineSimulation('douanes', [
  {
    method: 'GET',
    path: /^\/[^/]+$/,
    identify: (request) => numberOf(request).replace(FRANCE, ''),
    found: (unit, request) => keyRefusal(request) ?? jsonReply({ EORI: operator(unit) }),
    unknown: (_, request) => keyRefusal(request) ?? noOperator(numberOf(request)),
    brokenDown: () => error(500, 'Internal Server Error', 'TECH001', 'Erreur technique interne'),
  },
]);

const numberOf = ({ path }: SimulatedRequest): string => decodeURIComponent(path.slice(1));

function operator({ unit, etablissement }: FoundUnit) {
  const { numero, indiceRepetition, typeVoie, voie, commune } = etablissement.adresse;
  const { personne } = unit;
  return {
    identifiant: `${FRANCE}${etablissement.siret}`,
    actif: etablissement.etat === 'A',
    libelle: unit.denomination ?? `${personne?.nom} ${personne?.prenoms[0]}`,
    rue: [numero, indiceRepetition, typeVoie, voie].filter(Boolean).join(' '),
    codePostal: commune.codePostal,
    ville: commune.libelle,
    pays: 'FRANCE',
    codePays: FRANCE,
  };
}

function noOperator(eori: string): SimulatedReply {
  if (parseEori(eori) === null) return error(400, 'Bad Request', 'TECH002', 'Format incorrect');
  return error(404, 'Not found', 'FONC001', `EORI ${eori} inconnu`);
}

function keyRefusal({ query }: SimulatedRequest): SimulatedReply | null {
  return query.get('idClient') ? null : error(403, 'Forbidden', 'TECH003', 'Client non autorisé');
}

function error(status: number, message: string, code: string, libelle: string): SimulatedReply {
  return jsonReply({ erreur: { status: String(status), message, code, libelle } }, status);
}
