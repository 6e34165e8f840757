import {
  jsonReply,
  type SimulatedReply,
  type SimulatedRequest,
  type UnitOperation,
} from '../../simulator/simulation.ts';
import { type FoundUnit, findUnit } from '../../simulator/units.ts';

interface Bodies {
  readonly legalUnit: (found: FoundUnit) => unknown;
  readonly establishment: (found: FoundUnit) => unknown;
}

/** `/siren/{siren}` and `/siret/{siret}` under a base: the same rules in each generation, around its own bodies. */
export function sireneOperations(base: string, { legalUnit, establishment }: Bodies): UnitOperation[] {
  const siren: UnitOperation = {
    method: 'GET',
    path: new RegExp(`^${base}/siren/\\d{9}$`),
    identify: lastSegment,
    found: (found, { baseUrl }) => {
      const { unit } = found;
      if (unit.behaviour === 'closed') return says(403, `Unité légale non diffusable (${unit.siren})`);
      if (unit.remplacePar === null) return jsonReply(legalUnit(found));
      const location = `${baseUrl}/entreprises/sirene/siren/${unit.remplacePar}`;
      return moved(location, 0, `Unité légale doublon, redirection vers l'unité légale : ${unit.remplacePar}`);
    },
    unknown: (identifier) => says(404, `Aucun élément trouvé pour le siren ${identifier}`),
    brokenDown,
  };
  const siret: UnitOperation = {
    method: 'GET',
    path: new RegExp(`^${base}/siret/\\d{14}$`),
    identify: lastSegment,
    found: (found, { baseUrl }) => {
      const { unit, etablissement } = found;
      if (unit.behaviour === 'closed') return says(403, `Établissement non diffusable (${etablissement.siret})`);
      if (unit.behaviour === 'head_office_down' && etablissement.siege) return brokenDown();
      if (unit.remplacePar === null) return jsonReply(establishment(found));
      const location = `${baseUrl}/entreprises/sirene/ws/siret/${headOfficeOf(found)}`;
      const message = `Unité légale doublon, redirection vers l'établissement siège de l'unité légale : ${unit.remplacePar}`;
      return moved(location, 301, message);
    },
    unknown: (identifier) => says(404, `Aucun élément trouvé pour le siret ${identifier}`),
    brokenDown,
  };
  return [siren, siret];
}

/** An answer that is its header alone. */
export function says(statut: number, message: string): SimulatedReply {
  return jsonReply({ header: { statut, message } }, statut);
}

/** INSEE's own internal error. */
export function brokenDown(): SimulatedReply {
  return says(500, 'Erreur interne');
}

/** What a login is told when it is not the one expected. */
export function loginRefused(): SimulatedReply {
  return jsonReply({ error: 'invalid_client', error_description: 'Client Authentication failed.' }, 401);
}

function lastSegment({ path }: SimulatedRequest): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The paths of its redirections are not those that were called, and the `statut` of the body may be 0. */
function moved(location: string, statut: number, message: string): SimulatedReply {
  const reply = jsonReply({ header: { statut, message } }, 301);
  return { ...reply, headers: { ...reply.headers, Location: location } };
}

function headOfficeOf({ unit }: FoundUnit): string {
  return findUnit(unit.remplacePar ?? unit.siren)?.etablissement.siret ?? '';
}
