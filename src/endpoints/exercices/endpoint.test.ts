import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';

const PATH = '/v2/exercices/10010001500013';
const OUT_OF_SCOPE =
  "La DGFIP ne délivre pas le chiffre d'affaires de cette entreprise : elle n'est pas soumise à l'impôt sur les sociétés, ou ses comptes n'ont pas encore été déposés.";

let instance: TestInstance;
let dgfip: SimulatedProvider;
let token: string;
let received: SimulatedRequest[];

beforeAll(async () => {
  instance = await startTestInstance();
  const provider = instance.simulator.provider('dgfip');
  if (provider === undefined) throw new Error('dgfip is simulated');
  dgfip = provider;
  token = await instance.token();
});
afterEach(() => {
  dgfip.intercept = null;
});
afterAll(() => instance.stop());

function listen(reply: (request: SimulatedRequest) => SimulatedReply | null = () => null): void {
  received = [];
  dgfip.intercept = (request) => {
    received.push(request);
    return isLogin(request) ? null : reply(request);
  };
}

const isLogin = ({ path }: SimulatedRequest) => path === '/authentification';

/** The address that was called, as its receiver sees it. */
const addressOf = ({ baseUrl, path, query }: SimulatedRequest) => `${baseUrl}${path}?${query}`;

function redirect(location: string): SimulatedReply {
  return { status: 302, headers: { Location: location } };
}

async function errors(): Promise<unknown> {
  const response = await instance.call(PATH, token);
  expect([response.status, response.headers.get('x-error-code')]).toEqual([502, '03000']);
  return response.json();
}

describe('a company whose turnover the DGFIP does not give', () => {
  const inBase64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
  it.each([
    ['as it is', (url: string) => inBase64(url)],
    ['escaped', (url: string) => encodeURIComponent(inBase64(url))],
    ['seen under another host', (url: string) => inBase64(url.replace(/^.*?:\/\/[^/]+/, 'https://adelie.invalid'))],
  ])('is told by its own sentence: the called address, %s', async (_, write) => {
    listen((request) => redirect(`${request.baseUrl}/authentification?op=c&url=${write(addressOf(request))}`));
    expect(await errors()).toEqual({ errors: [OUT_OF_SCOPE] });
  });

  it.each([
    ['another address', (request: SimulatedRequest) => `/x?url=${inBase64(`${addressOf(request)}0`)}`],
    ['nothing', () => '/x?op=c'],
    ['bytes', () => '/x?url=%FF%'],
  ])('is not what another redirection says: %s', async (_, locate) => {
    listen((request) => redirect(locate(request)));
    expect(await errors()).not.toEqual({ errors: [OUT_OF_SCOPE] });
  });

  it('does not make the DGFIP look down', async () => {
    listen((request) => redirect(`/authentification?op=c&url=${inBase64(addressOf(request))}`));
    for (let call = 0; call < 30; call++) expect(await errors()).toEqual({ errors: [OUT_OF_SCOPE] });
    dgfip.intercept = null;
    expect((await instance.call(PATH, token)).status).toBe(200);
  });
});

it('opens a session for each call: a session that has ended would be answered as a company out of scope', async () => {
  listen();
  for (let call = 0; call < 2; call++) expect((await instance.call(PATH, token)).status).toBe(200);
  expect(received.map(isLogin)).toEqual([true, false, true, false]);
  expect(received[1]?.headers.cookie).toMatch(/^lemondgfip=/);
  expect([...(received[1]?.query.keys() ?? [])]).toEqual(['userId', 'siret']);
});
