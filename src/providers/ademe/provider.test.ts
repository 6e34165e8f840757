import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import { readConfig } from '../../platform/config.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';
import { ademe } from './provider.ts';

const SIRET = '10010001500013';
const KEY = 'cle-de-l-ademe-9c1e';
const REFERER = 'https://entreprise.exemple.fr';
const PDF: SimulatedReply = { status: 200, body: '%PDF-1.4\n%%EOF\n' };

let first: TestInstance;
let later: TestInstance;

beforeAll(async () => {
  const environment = { ADEME_CLE: KEY, ADEME_REFERER: REFERER, PROVIDER_TIMEOUT_MS: '1500' };
  first = await startTestInstance({ environment });
  later = await startTestInstance({ environment: { ...environment, ADEME_DIALECTE: 'data-fair' } });
});
afterEach(() => {
  for (const instance of [first, later]) provider(instance).intercept = null;
});
afterAll(async () => {
  await later.stop();
  await first.stop();
});

it('is configured with the declared address where the protocol takes one', () => {
  const given = { ADEME_URL: 'https://donnees.exemple.fr', ADEME_CLE: KEY };
  expect(() => readConfig(given, [ademe])).not.toThrow();
  expect(() => readConfig({ ...given, ADEME_DIALECTE: 'data-fair' }, [ademe])).toThrow(/ADEME_REFERER/);
  expect(() => readConfig({ ADEME_URL: given.ADEME_URL }, [ademe])).toThrow(/ADEME_CLE/);
});

describe('protocol of 2021', () => {
  it('asks by a form, and downloads nothing with skip_pdf', async () => {
    const received = hear(first);
    const response = await ask(first, { skip_pdf: '1' });
    expect(response.status).toBe(200);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/search/company']);
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toEqual({ siret: SIRET, key: KEY });
    expect(first.logged()).not.toContain(KEY);
  });

  it('downloads a certificate once, whoever refers to it, and shows nothing of ours to its host', async () => {
    const received = hear(first, ({ baseUrl, path }) =>
      path.startsWith('/api/') ? search([`${baseUrl}/certificats/a.pdf`, `${baseUrl}/certificats/a.pdf`]) : PDF,
    );
    const addresses = (await (await ask(first)).text()).match(/http:[^"]*/g);
    expect([received.length, addresses?.length, new Set(addresses).size]).toEqual([2, 2, 1]);
    expect(JSON.stringify(received[1]?.headers)).not.toContain(KEY);
  });

  it('never downloads more than four at once', async () => {
    const received = hear(first, ({ baseUrl, path }) => {
      const links = Array.from({ length: 12 }, (_, rank) => `${baseUrl}/certificats/10050400000017-${rank}.pdf`);
      return path.startsWith('/api/') ? search(links) : null;
    });
    const response = await ask(first);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([504, '19052']);
    expect(received.filter(({ path }) => path.startsWith('/certificats/'))).toHaveLength(4);
  });

  it('hands over the others when one is late, or leads into our network', async () => {
    hear(first, ({ baseUrl, path }) => {
      const late = `${baseUrl}/certificats/10050400000017-1.pdf`;
      if (path.startsWith('/api/')) return search([late, `${baseUrl}/certificats/b.pdf`, 'http://10.0.0.1/c.pdf']);
      return path.endsWith('b.pdf') ? PDF : null;
    });
    const response = await ask(first);
    expect(response.status).toBe(206);
    expect(await response.json()).toMatchObject({
      qualifications: [
        { url_certificat: 'Donnée indisponible' },
        { url_certificat: expect.stringContaining('/documents/') },
        { url_certificat: 'Donnée indisponible' },
      ],
      _indisponible: ['/qualifications/0/url_certificat', '/qualifications/2/url_certificat'],
    });
  });

  it.each([
    [['http://10.0.0.1/a.pdf', 'http://169.254.0.1/b'], 502, '19054'],
    [['http://127.0.0.1:1/a.pdf', 'http://10.0.0.1/a.pdf'], 503, '19001'],
  ])('none of %j can be handed over: %i %s', async (links, status, code) => {
    hear(first, ({ path }) => (path.startsWith('/api/') ? search(links) : null));
    const response = await ask(first);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([status, code]);
  });

  it('survives an answer nested without end', async () => {
    const depth = 100_000;
    hear(first, () => ({ status: 200, body: `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}` }));
    expect((await ask(first)).status).toBe(502);
  });

  it('broken certificates of one company, however many, leave the others served', async () => {
    for (let call = 0; call < 22; call++) {
      const response = await first.call('/v2/certificats_rge_ademe/10050220200011', await first.token());
      expect(response.status).toBe(502);
    }
    expect((await ask(first)).status).toBe(200);
  });
});

describe('data set', () => {
  it('asks for what is in force, with its key and the declared address', async () => {
    const received = hear(later);
    expect((await ask(later, { skip_pdf: 'true' })).status).toBe(200);
    const [request] = received;
    expect(request).toMatchObject({ method: 'GET', path: '/' });
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      size: '1000',
      qs: `siret:${SIRET} AND traitement_termine:false`,
    });
    expect(request?.headers).toMatchObject({ 'x-apikey': KEY, referer: REFERER });
    expect(later.logged()).not.toContain(KEY);
  });

  it('answers as the other protocol does', async () => {
    const [one, other] = await Promise.all(
      [first, later].map(async (instance) => withoutAddresses(await ask(instance))),
    );
    expect(one).toContain('<pdf>');
    expect(other).toBe(one);
  });

  it('gathers the lines of one certificate, and leaves out the domains it does not give', async () => {
    const line = { nom_qualification: 'Isolation', nom_certificat: 'RGE du Songe' };
    hear(later, () =>
      json({ total: 3, results: [{ ...line, domaine: 'Murs' }, { ...line, domaine: 'Combles' }, { ...line }] }),
    );
    const response = await ask(later);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      domaines: ['Murs', 'Combles'],
      qualifications: [{ nom: 'Isolation', nom_certificat: 'RGE du Songe', url_certificat: null }],
    });
  });

  it('says that it has not been told everything', async () => {
    hear(later, () =>
      json({ total: 1001, next: 'http://10.0.0.1/', results: [{ nom_qualification: 'Isolation', domaine: 'Murs' }] }),
    );
    const response = await ask(later);
    expect(response.status).toBe(206);
    expect(await response.json()).toEqual({
      domaines: ['Murs'],
      qualifications: [{ nom: 'Isolation', nom_certificat: 'Donnée indisponible', url_certificat: null }],
      _indisponible: ['/qualifications/0/nom_certificat', '/domaines', '/qualifications'],
    });
  });

  it.each([
    [json({ total: 0, results: [] }), 404],
    [json({ results: 'aucun' }), 502],
    [{ status: 403, body: 'refus' }, 502],
    [{ status: 429 }, 503],
  ] as const)('%j: %i', async (reply, status) => {
    hear(later, () => reply);
    expect((await ask(later)).status).toBe(status);
  });
});

/** Addresses are never the same twice. */
async function withoutAddresses(response: Response): Promise<string> {
  return (await response.text()).replaceAll(/http:[^"]*/g, '<pdf>');
}

async function ask(instance: TestInstance, query: Record<string, string> = {}): Promise<Response> {
  return instance.call(`/v2/certificats_rge_ademe/${SIRET}`, await instance.token(), query);
}

function provider(instance: TestInstance): SimulatedProvider {
  const simulated = instance.simulator.provider('ademe');
  if (simulated === undefined) throw new Error('ademe is simulated');
  return simulated;
}

/** What is received from now on; `words` are put in the provider's mouth. */
function hear(
  instance: TestInstance,
  words: (request: SimulatedRequest) => SimulatedReply | null = () => null,
): SimulatedRequest[] {
  const received: SimulatedRequest[] = [];
  provider(instance).intercept = (request) => {
    received.push(request);
    return words(request);
  };
  return received;
}

function search(links: readonly string[]): SimulatedReply {
  const qualifications = links.map((url, rank) => ({
    name: `Qualification ${rank}`,
    name_certif: 'RGE du Songe',
    url,
  }));
  return json({ company: [{ qualifications, domaines: [{ nom: 'Murs' }] }] });
}

function json(value: unknown): SimulatedReply {
  return { status: 200, body: JSON.stringify(value) };
}
