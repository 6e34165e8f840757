import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';

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
