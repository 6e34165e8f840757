import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyEmptyDatabase, freePort, startPostgresql } from '../../src/records/databases.fixture.ts';
import { eventually, visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

const JETON_SECRET = 'un-secret-de-test-de-quarante-caracteres!';
const AVAILABILITIES = '/watchdoge/stats/provider_availabilities?period=1d&endpoint=api/v2/cotisations_msa';
const browser = { headers: { Accept: 'text/html' } };

const codes = async ({ url }: TestInstance): Promise<number[]> => {
  const { text } = await visit(`${url}/watchdoge/dashboard/current_status`);
  const { results }: { results: { code: number }[] } = JSON.parse(text);
  return results.map(({ code }) => code);
};
/** Every endpoint has been seen, and all answered this. */
const allAre = async (code: number, it: TestInstance) => {
  const seen = await codes(it);
  return seen.length >= 31 && seen.every((one) => one === code);
};
const page = async ({ url }: TestInstance) => visit(`${url}/etat-des-services`, browser);

const server = await startPostgresql();

describe.runIf(server !== null)('a gateway, and beside it the portal with the prober, on one database', () => {
  let base = server;
  let gateway: TestInstance;
  let beside: TestInstance;
  let token: string;
  const environment = { DATABASE_URL: server?.options.url ?? '', JETON_SECRET };
  const openGateway = (PORT: string) =>
    startTestInstance({
      environment: { ...environment, ROLES: 'gateway', PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` },
    });

  beforeAll(async () => {
    gateway = await openGateway(String(await freePort()));
    const LIMITS_FILE = limitsFile({ plafond: 500 });
    const roles = { ROLES: 'portal,watch,worker', SONDES: 'oui', SONDES_URL: gateway.url, LIMITS_FILE };
    beside = await startTestInstance({ environment: { ...environment, ...roles } });
    token = await beside.token();
  }, 90_000);
  afterAll(async () => {
    await beside.stop();
    await gateway.stop();
    await base?.stop();
  });

  it('each serves what is its own, and says what is not', async () => {
    expect((await visit(`${gateway.url}/etat-des-services`, browser)).status).toBe(503);
    expect((await visit(`${gateway.url}/watchdoge/dashboard/current_status`)).status).toBe(200);
    for (const path of ['/health', '/v2/open-api.json']) {
      for (const { url } of [gateway, beside]) expect((await visit(`${url}${path}`)).status).toBe(200);
    }
    const closed = await beside.call('/v2/cotisations_msa/10010001500013', token);
    expect([closed.status, closed.headers.get('x-error-code')]).toEqual([503, '00501']);
    expect(await closed.json()).toEqual({ errors: [expect.stringContaining('/etat-des-services')] });
    expect(await beside.apie('traces', 'exporter')).toEqual([]);
  });

  it('a token made at one is known to the other within two seconds', async () => {
    await eventually(
      async () => (await gateway.call('/v2/cotisations_msa/10010001500013', token)).status === 200,
      2000,
    );
  });

  it('the prober is believed from its first call', async () => {
    await beside.apie('horloge', 'avancer', '2m');
    await eventually(() => allAre(200, beside), 15_000);
    const history = await visit(`${beside.url}/watchdoge/dashboard/availability_history`);
    expect(JSON.stringify(JSON.parse(history.text))).not.toContain('401');
  });

  it('the gateway stopped, the other answers and shows it down; started again, up', { timeout: 60_000 }, async () => {
    const { port } = new URL(gateway.url);
    await gateway.stop();
    await beside.apie('horloge', 'avancer', '151m');
    await eventually(() => allAre(503, beside), 15_000);
    const { status, text } = await page(beside);
    expect([status, text.includes('Aucun service ne fonctionne')]).toEqual([200, true]);
    const availabilities = await visit(`${beside.url}${AVAILABILITIES}`);
    expect([availabilities.status, JSON.parse(availabilities.text)]).toMatchObject([200, { total_availability: 100 }]);
    gateway = await openGateway(port);
    await beside.apie('horloge', 'avancer', '151m');
    await eventually(() => allAre(200, beside), 15_000);
    expect((await page(beside)).text).toContain('Tous les services fonctionnent');
  });

  it('the ceiling of an address holds at the node that has no gateway', async () => {
    const from = '127.0.0.7';
    const ask = () => visit(`${beside.url}/watchdoge/dashboard/current_status`, { from });
    for (let turn = 0; turn < 500; turn++) expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(429);
    await expect(ask()).rejects.toThrow();
    expect((await visit(`${beside.url}/etat-des-services`, { ...browser, from })).status).toBe(200);
  });

  it('the database away, its readers are told to come back, each in its own form', async () => {
    await base?.stop();
    base = null;
    for (const path of ['/watchdoge/dashboard/current_status', AVAILABILITIES]) {
      const { status, headers, text } = await visit(`${beside.url}${path}`);
      expect([status, headers['cache-control']]).toEqual([503, 'no-store']);
      expect(JSON.parse(text)).toEqual({ error: { message: expect.stringContaining('Réessayez') } });
    }
    const { status, text } = await page(beside);
    expect([status, text.includes('<h1>Page momentanément indisponible</h1>')]).toEqual([503, true]);
    expect((await visit(`${beside.url}/health`)).status).toBe(200);
  });
});

it('what a whole instance has seen is shown by the portal alone, started on its state folder', async () => {
  const varDir = await mkdtemp(join(tmpdir(), 'apie-'));
  await copyEmptyDatabase(varDir, join(varDir, 'base'));
  const whole = await startTestInstance({ varDir });
  const token = await whole.token();
  await whole.apie('sonder', 'cotisations_msa');
  expect((await whole.call('/v2/cotisations_msa/10010001500013', token)).status).toBe(200);
  await whole.stop();
  const again = await startTestInstance({ varDir, environment: { ROLES: 'portal,watch' } });
  expect(await codes(again)).toEqual([200]);
  expect(JSON.parse((await visit(`${again.url}${AVAILABILITIES}`)).text)).toMatchObject({ total_availability: 100 });
  expect((await visit(`${again.url}/etat-des-services/historique`, browser)).text).toContain('100');
  expect((await again.call('/v2/privileges', token)).status).toBe(503);
  await again.apie('horloge', 'avancer', '1d');
  expect((await page(again)).text).toContain('L’état des services n’est plus connu');
  expect(again.logged()).toContain('rôles séparés sur une base embarquée');
  await again.stop();
  await rm(varDir, { recursive: true, force: true });
});
