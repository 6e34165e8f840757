import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import { readConfig } from '../../platform/config.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';
import { qualibat } from './provider.ts';

const SIRET = '10010001500013';
const SECRET = 'secret-de-qualibat-7f3a';
const PDF: SimulatedReply = { status: 200, body: '%PDF-1.4\n%%EOF\n' };

let first: TestInstance;
let later: TestInstance;

beforeAll(async () => {
  first = await startTestInstance({ environment: { QUALIBAT_TOKEN: SECRET, PROVIDER_TIMEOUT_MS: '1000' } });
  later = await startTestInstance({ environment: { QUALIBAT_DIALECTE: '2023', QUALIBAT_PASSWORD: SECRET } });
});
afterEach(() => {
  for (const instance of [first, later]) provider(instance).intercept = null;
});
afterAll(async () => {
  await later.stop();
  await first.stop();
});

describe('configuration', () => {
  const url = 'https://certificats.exemple.fr';

  it('asks for the credentials of the protocol spoken, and no other', () => {
    expect(() => readConfig({ QUALIBAT_URL: url }, [qualibat])).toThrow(/QUALIBAT_TOKEN(?!.*QUALIBAT_LOGIN)/);
    const later = { QUALIBAT_URL: url, QUALIBAT_DIALECTE: '2023' };
    expect(() => readConfig(later, [qualibat])).toThrow(/QUALIBAT_LOGIN.*QUALIBAT_PASSWORD(?!.*QUALIBAT_TOKEN)/);
    expect(() => readConfig({ ...later, QUALIBAT_DIALECTE: '2019' }, [qualibat])).toThrow(/2021, 2023/);
  });

  it('finds the certificates under the address of the service', () => {
    const { providers } = readConfig({ QUALIBAT_URL: url, QUALIBAT_TOKEN: 'x' }, [qualibat]);
    expect(providers.get('qualibat')?.values['certificats2021']).toBe(`${url}/MPS/CERTIFICAT/`);
  });
});

describe('protocol of 2021', () => {
  it('passes its token once, not to the link, and writes it nowhere', async () => {
    const received: SimulatedRequest[] = [];
    hear(first, received);
    expect((await ask(first)).status).toBe(200);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /MPS/CERTIFICAT/',
      `GET /MPS/CERTIFICAT/documents/${SIRET}.pdf`,
    ]);
    expect(Object.fromEntries(received[0]?.query ?? [])).toEqual({ token: SECRET, SIRET });
    expect(JSON.stringify(received[1]?.headers)).not.toContain(SECRET);
    expect(received[1]?.query.size).toBe(0);
    speak(first, ({ path }) => (path.endsWith('.pdf') ? { status: 500 } : null));
    await ask(first);
    expect(first.logged()).not.toContain(SECRET);
  });

  it('follows a link to another port of the machine it is on', async () => {
    const other = first.simulator.provider('msa');
    if (other === undefined) throw new Error('msa is simulated');
    other.intercept = () => PDF;
    speak(first, () => json({ URL: `${other.url}/certificat.pdf` }));
    expect((await ask(first)).status).toBe(200);
    other.intercept = null;
  });

  it.each([
    ['http://192.168.0.1/certificat.pdf', 502, '06054'],
    ['http://169.254.0.1/interne', 502, '06054'],
    ['http://127.0.0.1:1/certificat.pdf', 503, '06001'],
    ['', 502, '06054'],
  ])('link « %s »: %i %s', async (link, status, code) => {
    speak(first, () => json({ URL: link }));
    const response = await ask(first);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([status, code]);
  });

  it.each([
    [{ status: 404 }, 502, '06053'],
    [{ status: 500 }, 502, '06053'],
    [{ status: 302, headers: { Location: 'http://127.0.0.1:1/' } }, 502, '06053'],
    [{ status: 503, headers: { 'Retry-After': '60' } }, 503, '06001'],
    [{ status: 200, body: '' }, 502, '06055'],
    [{ status: 200, body: '<html>' }, 502, '06055'],
  ] as const)('a download answered %j: %i %s', async (reply, status, code) => {
    speak(first, ({ path }) => (path.endsWith('.pdf') ? reply : null));
    const response = await ask(first);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([status, code]);
  });

  it('a download that does not end in time: 504 06052', async () => {
    speak(first, ({ baseUrl, path }) =>
      path.endsWith('.pdf') ? null : json({ URL: `${baseUrl}/MPS/CERTIFICAT/documents/10050400000017.pdf` }),
    );
    const response = await ask(first);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([504, '06052']);
  });

  it('broken documents of one company, however many, leave the others served', async () => {
    for (let call = 0; call < 22; call++) expect((await ask(first, '10050220200011')).status).toBe(502);
    expect((await ask(first)).status).toBe(200);
  });
});

describe('protocol of 2023', () => {
  it('opens one session for many calls, with its account and without a body', async () => {
    const received: SimulatedRequest[] = [];
    hear(later, received);
    for (let call = 0; call < 3; call++) expect((await ask(later)).status).toBe(200);
    const logins = received.filter(({ method }) => method === 'POST');
    expect(logins.length).toBeLessThanOrEqual(1);
    for (const { headers, body } of logins) {
      expect(headers.authorization).toBe(`Basic ${Buffer.from(`bac-a-sable:${SECRET}`).toString('base64')}`);
      expect(body).toBe('');
    }
    expect(received.at(-1)).toMatchObject({ method: 'GET', path: `/certificat/${SIRET}` });
    expect(later.logged()).not.toContain(SECRET);
  });

  it('renews a token that is no longer accepted, within the call', async () => {
    let refused = 0;
    speak(later, ({ path }) => (path.startsWith('/certificat/') && refused++ === 0 ? { status: 401 } : null));
    expect((await ask(later)).status).toBe(200);
    expect(refused).toBe(2);
  });

  it('says that its login is refused, once two tokens are', async () => {
    speak(later, ({ path }) => (path.startsWith('/certificat/') ? { status: 401 } : null));
    const response = await ask(later);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([502, '06006']);
  });

  it.each([
    [{ status: 401 }, 502, '06006'],
    [{ status: 200, body: '<html>' }, 502, '06006'],
    [{ status: 200, body: '{"access_token":""}' }, 502, '06006'],
    [{ status: 503 }, 503, '06001'],
  ] as const)('a login answered %j: %i %s', async (reply, status, code) => {
    speak(later, ({ path }) => (path === '/token' ? reply : { status: 401 }));
    const response = await ask(later);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([status, code]);
  });

  it.each([
    [json({ status_code: 404, error: 'Not Found' }), 404, '06003'],
    [json({ status_code: 500 }), 502, '06000'],
    [json({ message: 'autre chose' }), 502, '06000'],
    [{ status: 404 }, 404, '06003'],
    [{ status: 500 }, 502, '06000'],
    [{ status: 200, body: '' }, 502, '06055'],
    [{ status: 200, body: '<html>' }, 502, '06055'],
    [{ status: 200, body: '{"status_code"' }, 502, '06000'],
  ] as const)('a certificate answered %j: %i %s', async (reply, status, code) => {
    speak(later, ({ path }) => (path.startsWith('/certificat/') ? reply : null));
    const response = await ask(later);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([status, code]);
  });
});

async function ask(instance: TestInstance, siret = SIRET): Promise<Response> {
  return instance.call(`/v2/certificats_qualibat/${siret}`, await instance.token('qualibat'));
}

function provider(instance: TestInstance): SimulatedProvider {
  const simulated = instance.simulator.provider('qualibat');
  if (simulated === undefined) throw new Error('qualibat is simulated');
  return simulated;
}

function speak(instance: TestInstance, words: (request: SimulatedRequest) => SimulatedReply | null): void {
  provider(instance).intercept = words;
}

function hear(instance: TestInstance, received: SimulatedRequest[]): void {
  speak(instance, (request) => {
    received.push(request);
    return null;
  });
}

function json(value: unknown): SimulatedReply {
  return { status: 200, body: JSON.stringify(value) };
}
