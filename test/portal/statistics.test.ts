import Fastify from 'fastify';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisClock } from '../../src/core/dates/paris-clock.ts';
import { EmbeddedAway } from '../../src/platform/database/away.ts';
import { errorPages } from '../../src/portal/shared/error-pages.tsx';
import { StatisticsJson } from '../../src/portal/statistiques/json-file.ts';
import { statisticsRoutes } from '../../src/portal/statistiques/routes.ts';
import type { Frame } from '../../src/portal/views/frame.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { htmlFaults } from '../support/html.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
}, 60_000);
afterAll(() => instance.stop());

const get = (path: string, headers: Record<string, string> = { Accept: 'text/html' }) =>
  fetch(`${instance.url}${path}`, { headers });
const html = async () => (await get('/statistiques')).text();
const json = async () => {
  const told: unknown = await (await get('/statistiques.json')).json();
  if (!Value.Check(StatisticsJson, told)) throw new Error(JSON.stringify([...Value.Errors(StatisticsJson, told)]));
  return told;
};

describe('before the first call', () => {
  it('the page says so, and shows no empty table', async () => {
    const page = await html();
    expect(page).toContain('Aucun appel n’a encore été fait sur cette plateforme');
    expect(page).toContain('rien n’a encore été mesuré');
    expect(page).not.toContain('<table');
    expect(htmlFaults(page)).toEqual([]);
  });

  it('programs are told the same', async () => {
    const { douze_mois, disponibilite, endpoints, fournisseurs, par_mois, par_jour } = await json();
    expect(douze_mois).toEqual({
      ...{ appels: 0, reussis: 0, sans_donnee: 0, refuses: 0, echecs: 0 },
      taux_de_succes: null,
    });
    expect([disponibilite, endpoints, fournisseurs]).toEqual([null, 31, 22]);
    expect([par_mois.length, par_jour.length]).toEqual([12, 30]);
    expect((await (await get('/statistiques.csv')).text()).trim().split('\r\n')).toHaveLength(1);
  });
});

describe('once the service is used', { timeout: 60_000 }, () => {
  let firstMonth: string;

  beforeAll(async () => {
    firstMonth = parisClock(Date.now()).date.slice(0, 7);
    const token = await instance.token();
    const path = '/v2/cotisations_msa';
    for (const siret of ['10010001500013', '10010001500013', '10040400300012', 'mal']) {
      await instance.call(`${path}/${siret}`, token);
    }
    await instance.call('/v2/privileges', token);
    await instance.call(`${path}/10010001500013`, 'sans.jeton.valide');
    await instance.apie('sonder', 'cotisations_msa');
    await instance.apie('horloge', 'avancer', '62d');
    await instance.call('/v2/exercices/10050200400011', token);
    await instance.apie('traces', 'exporter');
  });

  it('counts every call of an endpoint by what became of it; neither probes nor unknown callers', async () => {
    const told = await json();
    expect(told.douze_mois).toEqual({
      ...{ appels: 5, reussis: 2, sans_donnee: 1, refuses: 1, echecs: 1 },
      taux_de_succes: 40,
    });
    expect(told.trente_jours).toMatchObject({ appels: 1, echecs: 1, taux_de_succes: 0 });
    expect(told.par_mois.filter(({ appels }) => appels > 0).map(({ mois, appels }) => [mois, appels])).toEqual([
      [firstMonth, 4],
      [told.par_mois.at(-1)?.mois, 1],
    ]);
    expect(told.par_jour.at(-1)).toMatchObject({ appels: 1 });
    const msa = told.par_endpoint.find(({ endpoint }) => endpoint === 'cotisations_msa');
    expect(msa).toMatchObject({ fournisseur: 'MSA', douze_mois: { appels: 4 }, trente_jours: { appels: 0 } });
    expect(told.par_fournisseur[0]).toMatchObject({ fournisseur: 'MSA', douze_mois: { reussis: 2 } });
    expect(told.disponibilite).toMatchObject({ taux: 100, annee_entiere: false });
  });

  it('says it on the page: figures, charts with their sentence, tables', async () => {
    const page = await html();
    expect(page).toMatch(/informations non redemandées en 12 mois<\/dt><dd>2<\/dd>/);
    expect(page).toMatch(/<dd>40\s%<\/dd>/);
    expect(page).toMatch(/Le plus haut : \S+ \d{4}, 4 appels, dont 2 avec une information rendue\./);
    expect(page.match(/role="img"/g)).toHaveLength(2);
    expect(page).toContain('href="/catalogue/cotisations-msa"');
    expect(htmlFaults(page)).toEqual([]);
  });

  it('gives a file that a spreadsheet opens, one line a month and endpoint', async () => {
    const response = await get('/statistiques.csv');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="statistiques.csv"');
    expect(response.headers.get('link')).toContain('rel="license"');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(new RegExp(`^${firstMonth};cotisations_msa;[^;]+;MSA;4;2;1;1;0$`));
  });

  it('is read once a minute, and not sent again to who has it', async () => {
    const first = await get('/statistiques.json');
    const etag = first.headers.get('etag') ?? '';
    expect((await get('/statistiques.json', { 'If-None-Match': etag })).status).toBe(304);
    await instance.apie('horloge', 'avancer', '10m');
    expect((await get('/statistiques.json', { 'If-None-Match': etag })).status).toBe(200);
  });

  describe.skipIf(chromiumPath === undefined)('in a browser', () => {
    const visit = browserOn(() => instance.url, { bypassCSP: true });

    it('has no fault that axe knows of, its tables open too, and fits in 320 px', async () => {
      const page = await visit('/statistiques', { viewport: { width: 320, height: 700 } });
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.context().close();
    });
  });
});

it('without the database, it is said to be away for now, to readers and to programs', async () => {
  const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: false };
  const frame: Frame = { ...site, account: null, loginAddress: '/connexion', formToken: '' };
  const app = Fastify();
  app.decorateRequest('frame', { getter: () => frame });
  errorPages(app, { hasPages: true, logError: () => undefined });
  await app.register(statisticsRoutes, { usage: () => Promise.reject(new EmbeddedAway()) });
  const page = await app.inject({ url: '/statistiques', headers: { accept: 'text/html' } });
  expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '30']);
  expect((await app.inject('/statistiques.json')).statusCode).toBe(503);
});
