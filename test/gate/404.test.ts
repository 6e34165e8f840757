import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, errorsOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
});
afterAll(() => instance.stop());

describe('404: the address leads nowhere, token or not', () => {
  it.each([
    '/v2',
    '/v2/',
    '/v2/inconnu/100100015',
    '/v2/cotisations_msa',
    '/v2/cotisations_msa/',
    '/v2/cotisations_msa/1/2',
    '/v2/COTISATIONS_MSA/10010001500013',
    '/v2//cotisations_msa/10010001500013',
    '/v2/cotisations%5Fmsa/10010001500013',
    '/v2/%E9/%00',
    '/v2/privileges/a',
    '/v2/__proto__/1',
    '/v2/constructor/1',
    '/watchdoge/inconnu',
  ])('%s', async (path) => {
    expectRefusal(await visit(`${instance.url}${path}`), { status: 404, code: '00404', quota: false });
    const answer = await visit(`${instance.url}${path}?token=${token}&error_format=json_api`);
    expect(codesOf(answer)).toEqual(['00404']);
    expect(answer.headers['ratelimit-limit']).toBeUndefined();
  });

  it('is said before the method', async () => {
    expectRefusal(await visit(`${instance.url}/v2/inconnu/1`, { method: 'POST' }), {
      status: 404,
      code: '00404',
      quota: false,
    });
  });

  it('has no body for HEAD', async () => {
    const answer = await visit(`${instance.url}/v2/inconnu/1`, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([404, '']);
  });

  it('is not said of a slash at the end', async () => {
    expect((await visit(`${instance.url}/v2/privileges/?token=${token}`)).status).toBe(200);
  });
});

describe('404: the address is no more, and the one to use is said, token or not', () => {
  it.each([
    ['/v2/entreprises_legacy/100100015', '/v2/entreprises/{siren}'],
    ['/v2/etablissements_legacy/10010001500013', '/v2/etablissements/{siret}'],
    ['/v2/etablissements/10010001500013/predecesseur', '/v2/etablissements/{siret}'],
    ['/v2/etablissements/10010001500013/successeur', '/v2/etablissements/{siret}'],
    ['/v2/etablissements_legacy/mal-forme', '/v2/etablissements/{siret}'],
  ])('%s → %s', async (path, instead) => {
    const url = `${instance.url}${path}`;
    for (const headers of [{}, { Authorization: `Bearer ${token}` }, { Authorization: 'Bearer faux' }]) {
      const answer = await visit(url, { headers });
      expectRefusal(answer, { status: 404, code: '00404', quota: false });
      expect(errorsOf(answer)).toEqual([
        `Cette adresse n'est plus servie : utilisez ${instead}, décrite dans /v2/open-api.yml.`,
      ]);
      expect(answer.headers.location).toBeUndefined();
    }
    expect(codesOf(await visit(`${url}?token=${token}&error_format=json_api`))).toEqual(['00404']);
  });

  it('is said before the method', async () => {
    const answer = await visit(`${instance.url}/v2/entreprises_legacy/100100015`, { method: 'POST' });
    expectRefusal(answer, { status: 404, code: '00404', quota: false });
  });

  it('is said of the whole address only', async () => {
    const answer = await visit(`${instance.url}/v2/etablissements/10010001500013/predecesseurs`);
    expect(errorsOf(answer)[0]).toContain("Cette adresse n'existe pas.");
  });
});
