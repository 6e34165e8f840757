import { afterEach, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

let instance: TestInstance;
afterEach(() => instance.stop());

const statuses = async (it = instance): Promise<{ uname: string; code: number }[]> => {
  const response = await fetch(`${it.url}/watchdoge/dashboard/current_status`);
  const body: { results: { uname: string; code: number }[] } = JSON.parse(await response.text());
  return body.results;
};

it('sees every endpoint within a minute of the first start, each for itself', async () => {
  instance = await startTestInstance({ environment: { SONDES: 'oui' } });
  await instance.apie('horloge', 'avancer', '1m');
  const seen = await statuses();
  expect(new Set(seen.map(({ uname }) => uname)).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(9);
  expect(seen.filter(({ code }) => code !== 200)).toEqual([]);
});

it('is outside windows, ceiling, ban, statistics and traces', async () => {
  const LIMITS_FILE = limitsFile({ json: 2, documents: 2, own: 1, plafond: 10 });
  instance = await startTestInstance({ environment: { LIMITS_FILE } });
  const token = await instance.token();
  const probed = async () => (await instance.apie('sonder', 'attestations_fiscales_dgfip'))[0] ?? '';
  for (let turn = 0; turn < 4; turn++) expect(await probed()).toContain(': 200 UP');
  for (let turn = 0; turn < 12; turn++) await instance.call('/v2/privileges', token).catch(() => null);
  await expect(instance.call('/v2/privileges', token)).rejects.toThrow();
  expect(await probed()).toContain(': 200 UP');
  const traces = await instance.apie('traces', 'exporter');
  expect(traces.some((line) => line.includes('attestations_fiscales_dgfip'))).toBe(false);
});

it('says that the gateway did not answer, which no probe hides', async () => {
  instance = await startTestInstance({ environment: { SONDES_URL: 'http://127.0.0.1:9' } });
  expect((await instance.apie('sonder', 'cotisations_msa'))[0]).toMatch(/: 503 DOWN \(.*ECONNREFUSED/);
});

it('refuses an endpoint that does not exist, naming those that do', async () => {
  instance = await startTestInstance();
  await expect(instance.apie('sonder', 'inconnu')).rejects.toThrow("L'endpoint « inconnu » n'existe pas. Connus :");
});
