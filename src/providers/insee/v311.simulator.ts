import {
  jsonReply,
  type SimulatedOperation,
  type SimulatedReply,
  type SimulatedRequest,
  type UnitOperation,
} from '../../simulator/simulation.ts';
import type { FoundUnit } from '../../simulator/units.ts';
import { brokenDown, loginRefused, says, sireneOperations } from './replies.simulator.ts';
import { establishmentBody, legalUnitBody } from './sirene.simulator.ts';

const BASE = '/api-sirene/prive/3.11';
const TOKEN_SECONDS = 1800;
const ACCOUNT = ['client_id', 'client_secret', 'username', 'password'];
/** How the head office of a unit is searched for. */
const CRITERIA = /^etablissementSiege:true AND siren:(\d{9})$/;

const headOffice: UnitOperation = {
  method: 'GET',
  path: new RegExp(`^${BASE}/siret$`),
  identify: ({ query }) => CRITERIA.exec(query.get('q') ?? '')?.[1] ?? '',
  found: (found) => {
    const { unit } = found;
    if (unit.behaviour === 'closed') return says(403, `Établissement non diffusable (${unit.siege.siret})`);
    if (unit.behaviour === 'head_office_down') return brokenDown();
    const { etablissement } = establishmentOf({ unit, etablissement: unit.siege });
    const header = { statut: 200, message: 'OK', total: 1, debut: 0, nombre: 1 };
    const reply = jsonReply({ header, etablissements: [etablissement] });
    return { ...reply, headers: { ...reply.headers, 'X-Total-Count': '1' } };
  },
  unknown: (siren) => says(404, `Aucun élément trouvé pour q=etablissementSiege:true AND siren:${siren}`),
  brokenDown,
};

/** The API 3.11, reserved to the administration. */
export const v311: readonly SimulatedOperation[] = [
  { method: 'POST', path: /^\/oauth2\/token$/, answer: giveToken },
  ...sireneOperations(BASE, { legalUnit: ({ unit }) => legalUnitOf(unit), establishment: establishmentOf }),
  headOffice,
];

function giveToken({ body }: SimulatedRequest): SimulatedReply {
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'password' || ACCOUNT.some((name) => !form.get(name))) return loginRefused();
  return jsonReply({
    access_token: 'jeton-fictif.sirene-3-11.bac-a-sable',
    expires_in: TOKEN_SECONDS,
    token_type: 'Bearer',
    scope: 'email profile',
  });
}

/** Who is not diffusible is so in part (`P`), and its activity is given in the nomenclature to come as well. */
function legalUnitOf(unit: FoundUnit['unit']) {
  const { header, uniteLegale } = legalUnitBody(unit);
  return {
    header,
    uniteLegale: {
      ...uniteLegale,
      statutDiffusionUniteLegale: diffusion(unit),
      activitePrincipaleNAF25UniteLegale: inNaf2025(unit.naf),
    },
  };
}

function establishmentOf(found: FoundUnit) {
  const { header, etablissement } = establishmentBody(found);
  const statut = diffusion(found.unit);
  return {
    header,
    etablissement: {
      ...etablissement,
      statutDiffusionEtablissement: statut,
      activitePrincipaleNAF25Etablissement: inNaf2025(found.etablissement.naf),
      uniteLegale: { ...etablissement.uniteLegale, statutDiffusionUniteLegale: statut },
      adresseEtablissement: {
        ...etablissement.adresseEtablissement,
        dernierNumeroVoieEtablissement: null,
        indiceRepetitionDernierNumeroVoieEtablissement: null,
        identifiantAdresseEtablissement: null,
        coordonneeLambertAbscisseEtablissement: null,
        coordonneeLambertOrdonneeEtablissement: null,
      },
    },
  };
}

function diffusion({ diffusible }: FoundUnit['unit']): string {
  return diffusible ? 'O' : 'P';
}

/** An invented code of the right form: nobody reads it here. */
function inNaf2025(naf: string): string {
  return `${naf.slice(0, -1)}Y`;
}
