import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClosedEndpoints } from '../../src/gateway/closed-endpoints.ts';
import { cancel } from '../../src/watch/maintenances/changes.ts';
import { aMaintenance, seededFolder } from '../support/desks.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const HOUR = 3_600_000;
const MSA = '/v2/cotisations_msa/10010001500013';

let varDir: string;
let instance: TestInstance;
let token: string;

beforeAll(async () => {
  varDir = await seededFolder(async ({ maintenances }) => {
    const now = Date.now();
    const endpoints = ['cotisations_msa'];
    await maintenances.announce(
      aMaintenance({ endpoints, debut: new Date(now + HOUR), fin: new Date(now + 2 * HOUR) }),
      'anne',
    );
    const announced = { coupure: false, debut: new Date(now + 3 * HOUR), fin: new Date(now + 4 * HOUR) };
    await maintenances.announce(aMaintenance({ endpoints, ...announced }), 'anne');
    const dropped = { debut: new Date(now + 5 * HOUR), fin: new Date(now + 6 * HOUR) };
    const id = await maintenances.announce(aMaintenance({ endpoints, ...dropped }), 'anne');
    await maintenances.change({ id, version: 1 }, cancel(), 'anne');
  });
  instance = await startTestInstance({ varDir });
  token = await instance.token();
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await rm(varDir, { recursive: true, force: true });
});

const status = async () => (await instance.call(MSA, token)).status;
const mainOf = (html: string) => html.slice(html.indexOf('<main'));
const page = async (path: string) =>
  (await fetch(`${instance.url}${path}`, { headers: { Accept: 'text/html' } })).text();

describe('an announced maintenance, as the clock moves', () => {
  it('changes nothing before its time, and every page warns of it', async () => {
    expect(await status()).toBe(200);
    expect(await page('/')).toMatch(/Maintenance annoncée :.*Changement de certificat, le /s);
  });

  it('is told on the sheet of its endpoints, above it and in its availability, and on no other', async () => {
    const sheet = await page('/catalogue/cotisations-msa');
    expect(mainOf(sheet).match(/Changement de certificat<\/a><span>, le .* : le service est coupé\./g)).toHaveLength(2);
    expect(mainOf(await page('/catalogue/etablissements'))).not.toContain('Changement de certificat');
  });

  it('that cuts answers 503 with the seconds left, on its endpoints alone, whatever the provider would say', async () => {
    await instance.apie('horloge', 'avancer', '90m');
    await instance.apie('simulateur', 'panne', 'msa', 'muet');
    const response = await instance.call(MSA, token, { error_format: 'json_api' });
    const left = Number(response.headers.get('retry-after'));
    expect([response.status, response.headers.get('x-error-code')]).toEqual([503, '10020']);
    expect(left).toBeGreaterThan(29 * 60);
    expect(left).toBeLessThanOrEqual(30 * 60);
    expect(await response.json()).toMatchObject({ errors: [{ code: '10020', meta: { retry_in: left } }] });
    await instance.apie('simulateur', 'panne', 'msa', 'fin');
    expect((await instance.call('/v2/etablissements/10010001500013', token)).status).toBe(200);
    expect((await instance.call('/v2/privileges', token)).status).toBe(200);
  });

  it('is no outage: the probe says 503, the page maintenance, the history leaves it out', async () => {
    expect((await instance.apie('sonder', 'cotisations_msa'))[0]).toContain('503 DOWN');
    const state = await page('/etat-des-services?fournisseur=MSA');
    expect(state).toContain('En maintenance');
    expect(state).not.toContain('Ce qui ne va pas');
    expect(await page('/')).toContain('Maintenance en cours');
    await instance.apie('horloge', 'avancer', '1h');
    await instance.apie('sonder', 'cotisations_msa');
    const history = await page('/etat-des-services/historique');
    const [, months = ''] =
      /Disponibilité mensuelle : Cotisations de sécurité sociale agricole<\/caption>(.*?)<\/table>/s.exec(history) ??
      [];
    // With maintenance, half of the probes failed (all of them, had the month ended meanwhile); without, none.
    expect(months).toMatch(/<td[^>]*>(50|0) %<\/td>/);
    expect(months).toMatch(/<td[^>]*>100 %<\/td><td[^>]*>tenu<\/td>/);
    expect(months).not.toContain('non tenu');
  });

  it('that does not cut leaves calls alone, and what a probe sees then is no surprise', async () => {
    await instance.apie('horloge', 'avancer', '1h');
    expect(await status()).toBe(200);
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder', 'cotisations_msa');
    expect(await page('/etat-des-services?fournisseur=MSA')).toContain('En maintenance');
    await instance.apie('simulateur', 'panne', 'msa', 'fin');
  });

  it('that was cancelled cuts nothing, and outside of any an outage is an outage', async () => {
    await instance.apie('horloge', 'avancer', '2h');
    expect(await status()).toBe(200);
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder', 'cotisations_msa');
    expect(await page('/etat-des-services?fournisseur=MSA')).toContain('En panne');
    await instance.apie('simulateur', 'panne', 'msa', 'fin');
  });
});

describe('closed endpoints', () => {
  const closed = new ClosedEndpoints();

  it('are none by default', () => expect(closed.secondsLeft('a', 0)).toBeNull());

  it('stay closed through windows that follow each other, to the second above', () => {
    closed.replace([
      { endpoints: ['a', 'b'], from: 20_000, to: 30_000 },
      { endpoints: ['a'], from: 10_000, to: 20_000 },
      { endpoints: ['a'], from: 40_000, to: 50_000 },
    ]);
    const left = [9_999, 10_000, 19_999, 20_000, 29_999, 30_000].map((now) => closed.secondsLeft('a', now));
    expect(left).toEqual([null, 20, 11, 10, 1, null]);
    expect([closed.secondsLeft('b', 15_000), closed.secondsLeft('c', 15_000)]).toEqual([null, null]);
  });
});
