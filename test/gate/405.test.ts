import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
});
afterAll(() => instance.stop());

const url = (extra = ''): string =>
  `${instance.url}/v2/cotisations_msa/10010001500013?${new URLSearchParams(purpose)}&token=${token}${extra}`;

describe('405: consulted by GET and HEAD alone', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'])('%s', async (method) => {
    const answer = await visit(url(), { method });
    expectRefusal(answer, { status: 405, code: '00405', quota: false });
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(codesOf(await visit(url('&error_format=json_api'), { method }))).toEqual(['00405']);
  });

  it('is said before the token is looked at', async () => {
    const answer = await visit(`${instance.url}/v2/privileges`, { method: 'POST', body: '{"token":1}' });
    expectRefusal(answer, { status: 405, code: '00405', quota: false });
  });

  it('answers a browser that asks for CORS without a word of it', async () => {
    const headers = { Origin: 'https://exemple.invalid', 'Access-Control-Request-Method': 'GET' };
    expectRefusal(await visit(url(), { method: 'OPTIONS', headers }), { status: 405, code: '00405', quota: false });
    const answer = await visit(url(), { headers });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined]);
  });

  it('answers HEAD as GET, without the body', async () => {
    const [get, head] = [await visit(url()), await visit(url(), { method: 'HEAD' })];
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(Object.keys(head.headers)).toEqual(Object.keys(get.headers));
  });
});
