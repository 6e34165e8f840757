import {
  defineSimulation,
  jsonReply,
  type SimulatedReply,
  type SimulatedRequest,
  type UnitOperation,
} from '../../simulator/simulation.ts';
import { type FoundUnit, findUnit } from '../../simulator/units.ts';
import { establishmentBody, legalUnitBody } from './sirene.simulator.ts';

const TOKEN_SECONDS = 604_800;

const says = (statut: number, message: string): SimulatedReply => jsonReply({ header: { statut, message } }, statut);
const lastSegment = ({ path }: SimulatedRequest): string => path.slice(path.lastIndexOf('/') + 1);
const brokenDown = (): SimulatedReply => says(500, 'Erreur interne');

const siren: UnitOperation = {
  method: 'GET',
  path: /^\/entreprises\/sirene\/V3\/siren\/\d{9}$/,
  identify: lastSegment,
  found: ({ unit }, { baseUrl }) => {
    if (unit.behaviour === 'closed') return says(403, `Unité légale non diffusable (${unit.siren})`);
    if (unit.remplacePar === null) return jsonReply(legalUnitBody(unit));
    const location = `${baseUrl}/entreprises/sirene/siren/${unit.remplacePar}`;
    return moved(location, 0, `Unité légale doublon, redirection vers l'unité légale : ${unit.remplacePar}`);
  },
  unknown: (identifier) => says(404, `Aucun élément trouvé pour le siren ${identifier}`),
  brokenDown,
};

const siret: UnitOperation = {
  method: 'GET',
  path: /^\/entreprises\/sirene\/V3\/siret\/\d{14}$/,
  identify: lastSegment,
  found: (found, { baseUrl }) => {
    const { unit, etablissement } = found;
    if (unit.behaviour === 'closed') return says(403, `Établissement non diffusable (${etablissement.siret})`);
    if (unit.behaviour === 'head_office_down' && etablissement.siege) return brokenDown();
    if (unit.remplacePar === null) return jsonReply(establishmentBody(found));
    const location = `${baseUrl}/entreprises/sirene/ws/siret/${headOfficeOf(found)}`;
    const message = `Unité légale doublon, redirection vers l'établissement siège de l'unité légale : ${unit.remplacePar}`;
    return moved(location, 301, message);
  },
  unknown: (identifier) => says(404, `Aucun élément trouvé pour le siret ${identifier}`),
  brokenDown,
};

export default defineSimulation('insee', [{ method: 'POST', path: /^\/token$/, answer: giveToken }, siren, siret]);

function giveToken({ headers, body }: SimulatedRequest): SimulatedReply {
  if (!headers.authorization?.startsWith('Basic ') || body !== 'grant_type=client_credentials') {
    return jsonReply({ error: 'invalid_client', error_description: 'Client Authentication failed.' }, 401);
  }
  return jsonReply({
    access_token: '00000000-0000-4000-8000-00000000f1c7',
    scope: 'am_application_scope default',
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
  });
}

/** The paths of its redirections are not those that were called, and the `statut` of the body may be 0. */
function moved(location: string, statut: number, message: string): SimulatedReply {
  const reply = jsonReply({ header: { statut, message } }, 301);
  return { ...reply, headers: { ...reply.headers, Location: location } };
}

function headOfficeOf({ unit }: FoundUnit): string {
  return findUnit(unit.remplacePar ?? unit.siren)?.etablissement.siret ?? '';
}
