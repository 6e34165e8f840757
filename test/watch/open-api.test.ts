import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
});
afterAll(() => instance.stop());

const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${instance.url}/watchdoge/${path}`, { headers });
  const text = await response.text();
  return { response, body: text === '' ? null : JSON.parse(text) };
};
const availabilities = (period: string, endpoint: string) =>
  read(`stats/provider_availabilities?${new URLSearchParams({ period, endpoint })}`);

describe('current_status', () => {
  it('has nothing before the first probe, then the shape of the seed, and only what our prober saw', async () => {
    expect((await read('dashboard/current_status')).body).toEqual({ results: [] });
    const [told = ''] = await instance.apie('sonder', 'etablissements');
    expect(told).toMatch(/^etablissements : 200 UP \(connexion [\d.]+ ms, réponse [\d.]+ ms, fin [\d.]+ ms, appel /);
    await instance.call('/v2/etablissements/10050200400011', token, { context: 'Ping', object: 'Watchdoge' });
    const { response, body } = await read('dashboard/current_status/?token=n_importe');
    expect(response.status).toBe(200);
    expect(body).toEqual({
      results: [
        {
          uname: 'apie_2_etablissements',
          name: 'Etablissements',
          provider: 'insee',
          api_version: 2,
          code: 200,
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          endpoint: 'api/v3/etablissements_restored',
        },
      ],
    });
  });

  it('tells a provider that is down, then back, and answers 304 to who has it already', async () => {
    await instance.apie('simulateur', 'panne', 'msa', '503');
    const [down = ''] = await instance.apie('sonder', 'cotisations_msa');
    expect(down).toContain('503 DOWN');
    const first = await read('dashboard/current_status');
    expect(codeOf(first.body, 'apie_2_cotisations_msa')).toBe(503);
    const etag = first.response.headers.get('etag') ?? '';
    expect((await read('dashboard/current_status', { 'If-None-Match': etag })).response.status).toBe(304);
    await instance.apie('simulateur', 'panne', 'msa', 'fin');
    await instance.apie('sonder', 'cotisations_msa');
    expect(codeOf((await read('dashboard/current_status')).body, 'apie_2_cotisations_msa')).toBe(200);
  });

  it('may be read from any page', async () => {
    const { response } = await read('dashboard/current_status');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('public, max-age=10');
  });
});

describe('provider_availabilities', () => {
  it('counts the calls that reached the provider, by day, probes apart', async () => {
    const endpoint = 'api/v2/conventions_inconnues';
    expect((await availabilities('1d', endpoint)).response.status).toBe(422);
    const before = (await availabilities('1d', 'api/v2/associations_documents')).body;
    expect(before).toMatchObject({ error: { message: expect.stringContaining('No entry') } });
    const key = 'api/v2/eligibilites_cotisation_retraite_probtp';
    const path = '/v2/eligibilites_cotisation_retraite_probtp';
    for (const siret of [
      '10010001500013',
      '10040400300012',
      '10040400300012',
      '10050200400011',
      '10050310100014',
      'mal',
    ]) {
      await instance.call(`${path}/${siret}`, token);
    }
    await instance.apie('sonder', 'eligibilites_cotisation_retraite_probtp');
    await instance.apie('traces', 'exporter');
    const { body } = await availabilities('1d', key);
    const [day] = Object.values(body.days_availability);
    expect(day).toEqual({ total: 5, '404': 2, '502': 1, '503': 1, '504': 0 });
    expect(body).toMatchObject({ endpoint: key, total_availability: 60, last_week_availability: null });
    expect((await availabilities('6m', key)).body.total_availability).toBe(60);
  });

  it.each(['', 'y', '0d', '12345d', '1d"}}', '11y', '1H2', ' 1d', '1d\n'])('refuses the period %j', async (period) => {
    const { response, body } = await availabilities(period, 'api/v2/cotisations_msa');
    expect(response.status).toBe(422);
    expect(body.error.message).toContain('period');
  });

  it.each([
    '1y',
    '1Y',
    '2M',
    '3w',
    '3W',
    '4d',
    '4D',
    '5h',
    '5H',
    '6m',
    '7s',
    '9999s',
    '10y',
  ])('reads the period %s', async (period) => {
    expect((await availabilities(period, 'api/v3/entreprises_restored')).response.status).toBe(200);
  });
});

describe('availability_history', () => {
  it('gives the intervals of each endpoint by provider, and their share of time up', async () => {
    const { body } = await read('dashboard/availability_history');
    const msa = body.results.find(({ provider_name }: { provider_name: string }) => provider_name === 'msa');
    expect(msa.endpoints_history[0].availability_history.map(([, code]: [string, number]) => code)).toEqual([503, 200]);
    expect(msa.endpoints_history[0].sla).toBeGreaterThanOrEqual(0);
  });
});

function codeOf(body: { results: { uname: string; code: number }[] }, uname: string): number | undefined {
  return body.results.find((result) => result.uname === uname)?.code;
}
