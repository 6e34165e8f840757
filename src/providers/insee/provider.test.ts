import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';

const PATH = '/v2/etablissements/10010001500013';
const LONG = 604_800;

const giveToken = (value: string): SimulatedReply => jsonReply({ access_token: value, expires_in: LONG });
const unauthorised = jsonReply({ fault: { code: 900901, message: 'Invalid Credentials' } }, 401);
const html: SimulatedReply = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html></html>' };

describe.each([
  { dialect: 'V3', login: '/token', base: '/entreprises/sirene/V3' },
  { dialect: '3.11', login: '/oauth2/token', base: '/api-sirene/prive/3.11' },
])('INSEE in $dialect', ({ dialect, login, base }) => {
  let instance: TestInstance;
  let insee: SimulatedProvider;
  let token: string;

  beforeAll(async () => {
    instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '1000', INSEE_DIALECTE: dialect } });
    token = await instance.token();
    const simulated = instance.simulator.provider('insee');
    if (simulated === undefined) throw new Error('insee is simulated');
    insee = simulated;
  });
  afterEach(() => {
    insee.intercept = null;
  });
  afterAll(() => instance.stop());

  async function call(path = PATH, query: Record<string, string> = {}) {
    const response = await instance.call(path, token, query);
    return { status: response.status, code: response.headers.get('X-Error-Code') };
  }

  const isLogin = ({ path }: SimulatedRequest): boolean => path === login;

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

  describe('its token', () => {
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
      ['a page instead of JSON', html, { status: 502, code: '01006' }],
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

  describe('an answer about another number', () => {
    it.each([
      ['no address', {}],
      ['an address that ends with no number', { Location: '/entreprises/sirene/siret/' }],
      ['an address that loops', { Location: '/entreprises/sirene/siret/10010001500013?champs=nic' }],
    ])('is a failure when it leads nowhere: %s', async (_, headers: Record<string, string>) => {
      insee.intercept = (request) => (isLogin(request) ? null : { status: 301, headers, body: '{}' });
      expect(await call()).toEqual({ status: 502, code: '01000' });
    });

    it.each([
      ['a redirection by number', { status: 301, headers: { Location: '/ws/siret/10010001500021' }, body: '{}' }],
      ['a list of those that replace it', jsonReply({ header: {}, etablissements: [{ siret: '10010001500021' }] })],
    ])('moves the caller: %s', async (_, reply: SimulatedReply) => {
      insee.intercept = ({ path }) => (path.startsWith(base) ? reply : null);
      expect(await call()).toEqual({ status: 301, code: null });
    });
  });

  it.each([
    ['a 403', jsonReply({ header: { statut: 403, message: 'Établissement non diffusable' } }, 403), 451, '01005'],
    ['a page on a 200', html, 502, '01000'],
    ['nothing on a 200', { status: 200, body: '' }, 502, '01000'],
    ['an establishment without periods', jsonReply({ etablissement: { siret: '10010001500013' } }), 502, '01000'],
  ])('reads %s', async (_, reply: SimulatedReply, status, code) => {
    insee.intercept = ({ path }) => (path.startsWith(base) ? reply : null);
    expect(await call()).toEqual({ status, code });
    expect(await call('/v2/entreprises/100100015')).toEqual({ status, code });
  });

  it('sends its token in a header, and nothing secret in an address', async () => {
    const seen: SimulatedRequest[] = [];
    insee.intercept = (request) => {
      seen.push(request);
      return isLogin(request) ? giveToken('jeton-neuf') : null;
    };
    await call();
    const data = seen.filter(({ path }) => path.startsWith(base));
    expect(data.map(({ headers }) => headers.authorization)).toEqual(data.map(() => expect.stringMatching(/^Bearer /)));
    for (const { path, query } of seen) expect(`${path}?${query}`).not.toMatch(/bac-a-sable|jeton-neuf/);
  });
});
