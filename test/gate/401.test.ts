import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';
import { claimsOf, forge, inventedClaims, withClaims, withHeader } from '../support/tokens.ts';

const SECRET = 'un-secret-de-test-assez-long-pour-signer-0001';
const PREVIOUS = 'un-secret-de-test-assez-long-pour-signer-0000';

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance({
    environment: { JETON_SECRET: SECRET, JETON_KID: '2', JETON_SECRET_PRECEDENT: PREVIOUS, JETON_KID_PRECEDENT: '1' },
  });
  token = await instance.token();
});
afterAll(() => instance.stop());

const url = (query = ''): string =>
  `${instance.url}/v2/cotisations_msa/10010001500013?${new URLSearchParams(purpose)}${query}`;
const bearer = (given: string) => visit(url(), { headers: { Authorization: `Bearer ${given}` } });
const flip = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('401: no token, or not one of ours', () => {
  it.each<[string, () => Promise<Parameters<typeof expectRefusal>[0]>]>([
    ['no token', () => visit(url())],
    ['an empty parameter', () => visit(url('&token='))],
    ['a parameter without value', () => visit(url('&token'))],
    ['an empty Bearer', () => visit(url(), { headers: { Authorization: 'Bearer ' } })],
    [
      'Basic instead of Bearer',
      () => visit(url(), { headers: { Authorization: `Basic ${Buffer.from('a:b').toString('base64')}` } }),
    ],
    ['the token without Bearer', () => visit(url(), { headers: { Authorization: token } })],
    ['a text', () => bearer('bonjour')],
    ['three empty parts', () => bearer('..')],
    [
      'algorithm none',
      () => bearer(`${withHeader(token, { alg: 'none', typ: 'JWT' }).split('.').slice(0, 2).join('.')}.`),
    ],
    ['algorithm none, signature kept', () => bearer(withHeader(token, { alg: 'none' }))],
    ['another algorithm', () => bearer(withHeader(token, { alg: 'HS512', kid: '2' }))],
    ['another key', () => bearer(forge('une-autre-cle-une-autre-cle-une-autre', claimsOf(token)))],
    ['roles changed, first signature', () => bearer(withClaims(token, { roles: ['entreprises', 'msa_cotisations'] }))],
    ['end changed, first signature', () => bearer(withClaims(token, { exp: 5_000_000_000 }))],
    ['a jti the register does not know, well signed', () => bearer(forge(SECRET, inventedClaims()))],
    ['a jti that is not one, well signed', () => bearer(forge(SECRET, { ...inventedClaims(), jti: "' or 1=1" }))],
    ['no jti, well signed', () => bearer(forge(SECRET, { uid: 'a', roles: [] }))],
    ['a payload that is a list, well signed', () => bearer(forge(SECRET, ['a']))],
  ])('%s', async (_title, call) => {
    expectRefusal(await call(), { status: 401, code: '00101', quota: false });
  });

  it('any character of the signature changed', async () => {
    const start = token.lastIndexOf('.') + 1;
    const tampered = Array.from({ length: token.length - start }, (_, at) => flip(token, start + at));
    const last = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((letter) => token.slice(0, -1) + letter)
      .filter((other) => other !== token);
    for (const given of [...tampered, ...last, `${token}=`, `${token}A`, `${token}.`]) {
      expect((await bearer(given)).status, given).toBe(401);
    }
  });

  it('tells the code in the detailed format too, and never the token', async () => {
    const answer = await visit(url('&error_format=json_api&token=eyJhbGciOiJIUzI1NiJ9.e30.abc'));
    expect(codesOf(answer)).toEqual(['00101']);
    expect(JSON.stringify(answer)).not.toContain('eyJ');
  });

  it('comes before traceability, right and identifier', async () => {
    const answer = await visit(`${instance.url}/v2/cotisations_msa/1`, { headers: { Authorization: 'Bearer a.b.c' } });
    expectRefusal(answer, { status: 401, code: '00101', quota: false });
  });

  it('has no body for HEAD, and the same headers', async () => {
    const answer = await visit(url(), { method: 'HEAD' });
    expect([answer.status, answer.text, answer.headers['x-error-code']]).toEqual([401, '', '00101']);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('401: a token of ours whose life is over', () => {
  it('expired', async () => {
    const [expired = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous', '--expire-dans=-1s');
    expectRefusal(await bearer(expired), { status: 401, code: '00103', quota: false });
  });

  it('expired at the second it ends, not before', async () => {
    const [short = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous', '--expire-dans=1h');
    expect((await bearer(short)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '1h');
    expectRefusal(await bearer(short), { status: 401, code: '00103', quota: false });
  });

  it('has its life shortened by the register, never lengthened by its own claims', async () => {
    const [short = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous', '--expire-dans=-1s');
    const longer = forge(SECRET, { ...claimsOf(short), exp: 5_000_000_000 });
    expectRefusal(await bearer(longer), { status: 401, code: '00103', quota: false });
    const shorter = forge(SECRET, { ...claimsOf(token), exp: 1 });
    expectRefusal(await bearer(shorter), { status: 401, code: '00103', quota: false });
  });

  it('revoked, within 2 s, whatever the way it is named', async () => {
    for (const name of [(given: string) => String(claimsOf(given)['jti']), (given: string) => given]) {
      const victim = await instance.token();
      expect((await bearer(victim)).status).toBe(200);
      await instance.apie('jeton', 'revoquer', name(victim));
      await eventually(async () => (await bearer(victim)).status === 401, 2000);
      expectRefusal(await bearer(victim), { status: 401, code: '00105', quota: false });
    }
  });
});

describe('401: several secrets', () => {
  it('accepts a token signed with either, named by its kid', async () => {
    expect((await bearer(forge(PREVIOUS, claimsOf(token), { kid: '1' }))).status).toBe(200);
    expect((await bearer(forge(SECRET, claimsOf(token), { kid: '2' }))).status).toBe(200);
  });

  it('refuses the secret of another kid, and an unknown kid', async () => {
    for (const [secret, kid] of [
      [PREVIOUS, '2'],
      [SECRET, '1'],
      [SECRET, '3'],
      [SECRET, ''],
    ] as const) {
      expectRefusal(await bearer(forge(secret, claimsOf(token), { kid })), {
        status: 401,
        code: '00101',
        quota: false,
      });
    }
    expectRefusal(await bearer(forge(SECRET, claimsOf(token), { kid: 2 })), {
      status: 401,
      code: '00101',
      quota: false,
    });
  });

  it('applies the first secret to a token without kid', async () => {
    expect((await bearer(forge(SECRET, claimsOf(token)))).status).toBe(200);
    expectRefusal(await bearer(forge(PREVIOUS, claimsOf(token))), { status: 401, code: '00101', quota: false });
  });
});

describe('a token that passes', () => {
  it('passes in either place, whatever the case of Bearer', async () => {
    expect((await visit(url(`&token=${token}`))).status).toBe(200);
    expect((await visit(url('&token='), { headers: { Authorization: `bEARER  ${token} ` } })).status).toBe(200);
  });

  it('of the open pre-filling use case passes too', async () => {
    const [open = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous', '--usage', 'preremplissage_ouvert');
    expect((await bearer(open)).status).toBe(200);
  });
});
