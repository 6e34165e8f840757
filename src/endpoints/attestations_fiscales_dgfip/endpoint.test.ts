import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';

let instance: TestInstance;
let dgfip: SimulatedProvider;
let received: SimulatedRequest[];

beforeAll(async () => {
  instance = await startTestInstance();
  const provider = instance.simulator.provider('dgfip');
  if (provider === undefined) throw new Error('dgfip is simulated');
  dgfip = provider;
});
afterEach(() => {
  dgfip.intercept = null;
});
afterAll(() => instance.stop());

/** A new token each time: this endpoint has a limit of its own. */
async function call(siren: string, query: Record<string, string> = {}): Promise<Response> {
  return instance.call(`/v2/attestations_fiscales_dgfip/${siren}`, await instance.token(), query);
}

function listen(reply: (request: SimulatedRequest) => SimulatedReply | null = () => null): void {
  received = [];
  dgfip.intercept = (request) => {
    received.push(request);
    return reply(request);
  };
}

const isLogin = ({ path }: SimulatedRequest) => path === '/authentification';
const logins = () => received.filter(isLogin).length;
const query = () => Object.fromEntries(received.at(-1)?.query ?? []);

describe('the session', () => {
  it('is opened once, kept, and opened anew after a failure', async () => {
    await call('100404003');
    listen();
    for (let turn = 0; turn < 3; turn++) expect((await call('100100015')).status).toBe(200);
    expect(logins()).toBe(1);
    expect((await call('100502004')).status).toBe(502);
    expect((await call('100100015')).status).toBe(200);
    expect(logins()).toBe(2);
  });

  it('sends its cookie back verbatim, attributes included', async () => {
    listen();
    await call('100100015');
    expect(received.at(-1)?.headers.cookie).toMatch(
      /^lemondgfip=[0-9a-f]{32}_[0-9a-f]{32}; domain=\.dgfip\.finances\.gouv\.fr; path=\/$/,
    );
  });

  const cookie = `lemondgfip=${'a'.repeat(32)}_${'b'.repeat(32)}; domain=.dgfip.finances.gouv.fr; path=/`;
  const erron = Buffer.from('Identifiant ou mot de passe erroné', 'latin1');
  it.each([
    ['the sentence of refusal', { status: 200, body: erron }, 502, '03006'],
    ['the sentence beside a cookie', { status: 200, headers: { 'Set-Cookie': cookie }, body: erron }, 502, '03006'],
    ['no cookie', { status: 200, body: '' }, 502, '03006'],
    ['a cookie of another shape', { status: 200, headers: { 'Set-Cookie': 'lemondgfip=abc; path=/' } }, 502, '03006'],
    ['nothing at its address', { status: 404 }, 502, '03006'],
    ['unavailable', { status: 503, headers: { 'Retry-After': '60' } }, 503, '03001'],
  ])('is not opened: %s', async (_, reply, status, code) => {
    await call('100404003');
    listen((request) => (isLogin(request) ? reply : null));
    const response = await call('100100015');
    expect([response.status, response.headers.get('x-error-code')]).toEqual([status, code]);
  });
});

describe('the consultation', () => {
  it('names the user in the form the DGFIP takes', async () => {
    listen();
    const words = ['jeton', 'creer', '--droits', 'attestations_fiscales'];
    const [token = ''] = await instance.apie(...words);
    await instance.call('/v2/attestations_fiscales_dgfip/100100015', token);
    const claims: { uid: string } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    const userId = claims.uid.replace(/[.-]/g, '_').replace('@', '_at_');
    expect(query()).toEqual({ userId, siren: '100100015', groupeIS: 'NON', groupeTVA: 'NON' });
  });

  it('says that the company is the parent of its groups, or whose daughter it is', async () => {
    listen();
    expect((await call('100100015', { siren_is: '100100015', siren_tva: '100451004' })).status).toBe(200);
    expect(query()).toMatchObject({
      groupeIS: 'OUI',
      membreIS: 'MERE',
      groupeTVA: 'OUI',
      membreTVA: 'FILLE',
      raison_socialeTVA: 'ATELIERS DU PHARE IMAGINAIRE',
      code_postalTVA: '35000',
      adresseTVA: '14 B RUE DES MAREES INVENTEES',
      villeTVA: 'RENNES',
      complementTVA: 'BATIMENT C',
    });
    expect(Object.keys(query())).not.toContain('raison_socialeIS');
  });

  it('follows a parent whose number was replaced, without moving the caller', async () => {
    listen();
    expect((await call('100451004', { siren_is: '100301001' })).status).toBe(200);
    expect(query()).toMatchObject({ membreIS: 'FILLE', raison_socialeIS: 'ATELIERS DU PHARE IMAGINAIRE' });
    expect((await call('100100015', { siren_is: '100301001' })).status).toBe(200);
    expect(query()).toMatchObject({ membreIS: 'MERE' });
  });

  it.each([
    ['closed by INSEE', '100451103', 451],
    ['broken down', '100502004', 502],
    ['whose head office is down', '100206101', 502],
    ['unavailable', '100503101', 503],
  ])('is not made when INSEE fails for the parent: %s', async (_, parent, status) => {
    listen();
    expect((await call('100100015', { siren_is: parent })).status).toBe(status);
    expect(received.filter((request) => !isLogin(request))).toEqual([]);
  });

  it('answers under the other spellings of its name', async () => {
    const token = await instance.token();
    for (const name of ['attestation_fiscale_dgfip', 'attestation_fiscales_dgfip']) {
      const response = await instance.call(`/v2/${name}/100100015`, token);
      expect([response.status, response.headers.get('ratelimit-limit')]).toEqual([200, '5']);
    }
  });
});
