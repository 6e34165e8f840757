import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purpose, startTestInstance, type TestInstance } from '../../../test/support/instance.ts';

const option = { non_diffusables: 'true' };
const alias = { non_diffusable: 'true' };
const none = {};

let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '1500' } });
  token = await instance.token();
});
afterAll(() => instance.stop());

async function statusOf(path: string, query: Record<string, string>): Promise<number> {
  const response = await instance.call(path, token, query);
  await response.arrayBuffer();
  return response.status;
}

describe('the units of the sandbox on entreprises', () => {
  it.each([
    ['100100015', none, 200],
    ['100100015', option, 200],
    ['100100023', none, 200],
    ['100100031', none, 200],
    ['100100056', none, 200],
    ['100451004', none, 451],
    ['100451004', { non_diffusables: '1' }, 451],
    ['100451004', option, 200],
    ['100451004', alias, 200],
    ['100451103', none, 451],
    ['100451103', option, 451],
    ['100301001', none, 301],
    ['100404003', none, 404],
    ['100206002', none, 206],
    ['100206101', none, 206],
    ['100502004', none, 502],
    ['100502103', none, 502],
    ['100502202', none, 200],
    ['100503002', none, 503],
    ['100503101', none, 503],
    ['100504000', none, 504],
    ['100200104', none, 200],
  ])('%s %j → %i', async (siren, query, status) => {
    expect(await statusOf(`/v2/entreprises/${siren}`, query)).toBe(status);
  });
});

describe('the units of the sandbox on etablissements', () => {
  it.each([
    ['10010001500013', none, 200],
    ['10010001500021', none, 200],
    ['10010002300017', none, 200],
    ['10010003100010', none, 200],
    ['10010005600017', none, 200],
    ['10045100400012', none, 451],
    ['10045100400012', option, 200],
    ['10045110300012', none, 451],
    ['10045110300012', option, 451],
    ['10030100100010', none, 301],
    ['10040400300012', none, 404],
    ['10020600200014', none, 206],
    ['10020610100014', none, 502],
    ['10050200400011', none, 502],
    ['10050210300011', none, 502],
    ['10050220200011', none, 200],
    ['10050300200014', none, 503],
    ['10050310100014', none, 503],
    ['10050400000017', none, 504],
    ['10020010400014', none, 200],
  ])('%s %j → %i', async (siret, query, status) => {
    expect(await statusOf(`/v2/etablissements/${siret}`, query)).toBe(status);
  });
});

describe('the units of the sandbox on extraits_rcs_infogreffe', () => {
  it.each([
    ['100100015', 200],
    ['100100023', 200],
    ['100100031', 404],
    ['100100056', 200],
    ['100451004', 200],
    ['100451103', 200],
    ['100301001', 200],
    ['100404003', 404],
    ['100206002', 200],
    ['100206101', 200],
    ['100502004', 502],
    ['100502103', 502],
    ['100502202', 200],
    ['100503002', 503],
    ['100503101', 503],
    ['100504000', 504],
    ['100200104', 200],
  ])('%s → %i', async (siren, status) => {
    expect(await statusOf(`/v2/extraits_rcs_infogreffe/${siren}`, none)).toBe(status);
  });
});

describe('what the failures say', () => {
  it('passes on the delay that INSEE asks for', async () => {
    for (const path of ['/v2/entreprises/100503101', '/v2/etablissements/10050310100014']) {
      const response = await instance.call(path, token);
      expect(response.headers.get('Retry-After')).toBe('120');
      expect(await response.json()).toMatchObject({ gateway_error: true });
    }
  });

  it('says who decided a 451: the platform without gateway_error, INSEE with it', async () => {
    const ours = await instance.call('/v2/entreprises/100451004', token);
    const theirs = await instance.call('/v2/entreprises/100451103', token, option);
    expect(await ours.json()).not.toHaveProperty('gateway_error');
    expect(await theirs.json()).toMatchObject({ gateway_error: true });
    expect(ours.headers.get('X-Error-Code')).toBe('01005');
    expect(theirs.headers.get('X-Error-Code')).toBe('01005');
  });

  it.each([
    ['entreprises', '100301001', '100100015', 'siren'],
    ['etablissements', '10030100100010', '10010001500013', 'siret'],
  ])('redirects %s/%s to %s, the query kept without the token', async (room, asked, replacement, parameter) => {
    const query = new URLSearchParams({ token, ...purpose, ...option });
    const url = `${instance.url}/v2/${room}/${asked}?${query}`;
    const response = await fetch(url, { redirect: 'manual' });
    const location = new URL(response.headers.get('Location') ?? '', instance.url);
    expect(response.status).toBe(301);
    expect(await response.json()).toMatchObject({ [parameter]: replacement });
    expect(location.pathname).toBe(`/v2/${room}/${replacement}`);
    expect(Object.fromEntries(location.searchParams)).toEqual({ ...purpose, ...option });
  });
});

describe('a slow provider', () => {
  it('is waited for, its legs side by side', async () => {
    const patient = await startTestInstance();
    try {
      const startedAt = performance.now();
      const response = await patient.call('/v2/entreprises/100200039', await patient.token());
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ gateway_error: false });
      expect(performance.now() - startedAt).toBeLessThan(5000);
    } finally {
      await patient.stop();
    }
  });
});
