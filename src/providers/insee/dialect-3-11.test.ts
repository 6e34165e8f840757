import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import { jsonReply, type SimulatedRequest } from '../../simulator/simulation.ts';
import { findUnit } from '../../simulator/units.ts';
import { establishmentBody } from './sirene.simulator.ts';

let instance: TestInstance;
let insee: SimulatedProvider;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { INSEE_DIALECTE: '3.11' } });
  token = await instance.token();
  const simulated = instance.simulator.provider('insee');
  if (simulated === undefined) throw new Error('insee is simulated');
  insee = simulated;
});
afterEach(() => {
  insee.intercept = null;
});
afterAll(() => instance.stop());

const isSearch = ({ path }: SimulatedRequest): boolean => path === '/api-sirene/prive/3.11/siret';

function establishmentOf(siret: string) {
  const found = findUnit(siret);
  if (found === null) throw new Error(`${siret} is a fictional unit`);
  return establishmentBody(found).etablissement;
}

const headOffice = establishmentOf('10010001500013');
const second = establishmentOf('10010001500021');

it('opens its session by the form of an account', async () => {
  const logins: SimulatedRequest[] = [];
  insee.intercept = (request) => {
    if (request.path === '/oauth2/token') logins.push(request);
    return null;
  };
  expect((await instance.call('/v2/entreprises/100100015', token)).status).toBe(200);
  expect(logins).toHaveLength(1);
  expect(logins[0]?.headers['authorization']).toBeUndefined();
  expect(Object.fromEntries(new URLSearchParams(logins[0]?.body))).toEqual({
    grant_type: 'password',
    client_id: 'bac-a-sable',
    client_secret: 'bac-a-sable',
    username: 'bac-a-sable',
    password: 'bac-a-sable',
  });
});

describe('the search for the head office', () => {
  it('names the unit, and asks for one head office', async () => {
    const searches: SimulatedRequest[] = [];
    insee.intercept = (request) => {
      if (isSearch(request)) searches.push(request);
      return null;
    };
    await instance.call('/v2/entreprises/100100015', token);
    expect(searches.map(({ query }) => query.get('q'))).toEqual(['etablissementSiege:true AND siren:100100015']);
  });

  const parent = { siren_is: '100100056' };
  const several = { header: { total: 2 }, etablissements: [headOffice, second] };
  it.each([
    ['several', jsonReply(several), 502, '01501'],
    ['several, one by page', jsonReply({ header: { total: 2 }, etablissements: [headOffice] }), 502, '01501'],
    ['none', jsonReply({ header: { statut: 404, message: 'Aucun élément trouvé' } }, 404), 404, '01003'],
    ['an empty list', jsonReply({ header: { total: 0 }, etablissements: [] }), 404, '01003'],
    ['one of another unit', jsonReply({ etablissements: [headOffice] }), 502, '01000'],
    ['a closed one', jsonReply({ header: { statut: 403, message: 'non diffusable' } }, 403), 451, '01005'],
    ['a redirection', { status: 301, headers: { Location: '/siret/10010001500013' }, body: '{}' }, 502, '01000'],
    ['a page', { status: 200, body: '<html></html>' }, 502, '01000'],
  ])('finds %s: the parent of a group cannot be named, the company is told without it', async (_, reply, status, code) => {
    insee.intercept = (request) => (isSearch(request) ? reply : null);
    const attestation = await instance.call(
      '/v2/attestations_fiscales_dgfip/100100015',
      await instance.token(),
      parent,
    );
    expect([attestation.status, attestation.headers.get('x-error-code')]).toEqual([status, code]);
    const company = await instance.call('/v2/entreprises/100100056', token);
    expect(company.status).toBe(206);
    expect(await company.json()).toMatchObject({ etablissement_siege: null, _indisponible: ['/etablissement_siege'] });
  });
});

it('reads a unit diffusible in part, masked or not', async () => {
  const path = '/v2/etablissements/10045100400012';
  expect((await instance.call(path, token)).status).toBe(451);
  const masked = { ...headOffice.adresseEtablissement, libelleVoieEtablissement: '[ND]' };
  const etablissement = { ...headOffice, statutDiffusionEtablissement: 'P', adresseEtablissement: masked };
  insee.intercept = ({ path }) => (path.includes('/siret/') ? jsonReply({ etablissement }) : null);
  expect((await instance.call('/v2/etablissements/10010001500013', token)).status).toBe(451);
  const opened = await instance.call('/v2/etablissements/10010001500013', token, { non_diffusables: 'true' });
  expect(await opened.json()).toMatchObject({
    etablissement: { diffusable_commercialement: false, adresse: { nom_voie: '[ND]' } },
  });
});
