import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';

const PATH = '/v2/etablissements/10010001500013';
const LONG = 604_800;

let instance: TestInstance;
let insee: SimulatedProvider;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '1000' } });
  token = await instance.token();
  const simulated = instance.simulator.provider('insee');
  if (simulated === undefined) throw new Error('insee is simulated');
  insee = simulated;
});
afterEach(() => {
  insee.intercept = null;
});
afterAll(() => instance.stop());

async function call() {
  const response = await instance.call(PATH, token);
  return { status: response.status, code: response.headers.get('X-Error-Code') };
}

const giveToken = (value: string): SimulatedReply => jsonReply({ access_token: value, expires_in: LONG });
const unauthorised = jsonReply({ fault: { code: 900901, message: 'Invalid Credentials' } }, 401);
const isLogin = ({ path }: SimulatedRequest): boolean => path === '/token';

/** Refuses every data call until a token it gives is used; counts the logins. */
function renewing(): { logins: () => number } {
  let logins = 0;
  insee.intercept = (request) => {
    if (isLogin(request)) {
      logins++;
      return giveToken(`renewed-${logins}`);
    }
    return request.headers.authorization === `Bearer renewed-${logins}` ? null : unauthorised;
  };
  return { logins: () => logins };
}

describe("INSEE's token", () => {
  it('is renewed once when INSEE no longer wants it, then kept', async () => {
    expect((await call()).status).toBe(200);
    const { logins } = renewing();
    expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(200);
    expect(logins()).toBe(1);
  });

  it('is not renewed for ever: a new one refused is a failed login', async () => {
    insee.intercept = (request) => (isLogin(request) ? giveToken('useless') : unauthorised);
    expect(await call()).toEqual({ status: 502, code: '01006' });
  });

  it.each([
    ['a refusal', unauthorised, { status: 502, code: '01006' }],
    ['an unknown address', jsonReply({}, 404), { status: 502, code: '01006' }],
    ['a page instead of JSON', { status: 200, body: '<html></html>' }, { status: 502, code: '01006' }],
    ['an unavailable service', { status: 503, body: '' }, { status: 503, code: '01001' }],
  ])('says how the login failed: %s', async (_, reply: SimulatedReply, expected) => {
    insee.intercept = (request) => (isLogin(request) ? reply : unauthorised);
    expect(await call()).toEqual(expected);
  });

  it('says that INSEE is silent or closed', async () => {
    await insee.breakDown('muet');
    expect(await call()).toEqual({ status: 504, code: '01002' });
    await insee.breakDown('refus');
    expect(await call()).toEqual({ status: 503, code: '01001' });
    await insee.breakDown('fin');
    expect((await call()).status).toBe(200);
  });
});

describe('an answer of INSEE about another number', () => {
  it.each([
    ['no address', {}],
    ['an address that ends with no number', { Location: '/entreprises/sirene/siret/' }],
    ['an address that loops', { Location: '/entreprises/sirene/siret/10010001500013?champs=nic' }],
  ])('is a failure when it leads nowhere: %s', async (_, headers: Record<string, string>) => {
    insee.intercept = (request) => (isLogin(request) ? null : { status: 301, headers, body: '{}' });
    expect(await call()).toEqual({ status: 502, code: '01000' });
  });
});
