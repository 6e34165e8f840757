import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteMap } from '../src/portal/shared/site-map.ts';
import { axeContrastFaults, axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

const SMALL = { viewport: { width: 320, height: 700 } };
const FORM = '/demonstrations/pre-remplissage';

/** Looked at by test/pages.test.ts, in their own states. */
const elsewhere = [
  '/developpeurs/openapi',
  '/catalogue',
  '/etat-des-services/historique',
  '/abonnements',
  '/incidents',
];
const paths = [
  ...siteMap.flatMap((section): readonly { path: string }[] => section.pages).map(({ path }) => path),
  ...['marches-publics', 'pre-remplissage', 'editeurs', 'covid-19'].map((slug) => `/cas-usage/${slug}`),
  '/faq?etiquette=Jeton',
  '/cgu/2026-11-23',
  '/nulle-part',
].filter((path) => !elsewhere.includes(path));

describe.skipIf(chromiumPath === undefined)('the public site, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annonces-'));
    const file = join(folder, 'annonces.json');
    const announced = { ton: 'info', titre: 'Support fermé', texte: 'Réponses à partir de lundi.' };
    writeFileSync(file, JSON.stringify([{ ...announced, debut: '2020-01-01T00:00', fin: '2090-01-01T00:00' }]));
    instance = await startTestInstance({ environment: { ANNONCES_FILE: file } });
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder');
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
    rmSync(folder, { recursive: true });
  });

  async function audit(page: Page): Promise<void> {
    expect(await axeFaults(page)).toEqual([]);
    // The design system draws underlines, borders and marks as background images and contents of its own, through which axe
    // does not tell colours: without them, it must be sure of each.
    const plain = '* { background-image: none !important } *::before, *::after { content: none !important }';
    await page.addStyleTag({ content: plain });
    expect(await axeContrastFaults(page)).toEqual([]);
  }

  describe.each(paths)('%s', (path) => {
    it('has no fault that axe knows of, asks nothing of anyone else, and leaves no cookie', async () => {
      const page = await visit('/health');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${instance.url}${path}`);
      await audit(page);
      expect(asked.filter((url) => !url.startsWith(instance.url))).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      for (const landmark of ['banner', 'main', 'contentinfo'] as const) {
        expect(await page.getByRole(landmark).count()).toBe(1);
      }
      const navigations = await page
        .getByRole('navigation')
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.getAttribute('aria-labelledby')));
      expect(navigations).not.toContain(null);
      expect(new Set(navigations).size).toBe(navigations.length);
      await page.context().close();
    });
  });

  it('leads to its content at the first key, the same on every page', async () => {
    const page = await visit('/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Contenu');
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.activeElement.id === 'contenu'");
    await page.context().close();
  });

  it('an announcement is closed for as long as the tab is open', async () => {
    const page = await visit('/faq');
    const bar = page.getByRole('status').filter({ hasText: 'Support fermé' });
    await bar.getByRole('button', { name: 'Masquer le message' }).click();
    expect(await bar.count()).toBe(0);
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
    await page.goto(`${instance.url}/cgu`);
    expect(await bar.count()).toBe(0);
    await page.context().close();
    const other = await visit('/cgu');
    expect(await other.getByText('Support fermé').isVisible()).toBe(true);
    await other.context().close();
    const silent = await visit('/cgu', { javaScriptEnabled: false });
    expect(await silent.getByRole('button', { name: 'Masquer le message' }).count()).toBe(0);
    await silent.context().close();
  });

  describe('the pre-filled form', () => {
    it('is filled, changed and read over by the keyboard alone, without a script', async () => {
      const page = await visit(FORM, { javaScriptEnabled: false });
      await page.getByLabel('Numéro de SIRET').focus();
      await page.keyboard.type('10010001500013');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'Votre demande est pré-remplie' }).waitFor();
      await page.getByLabel('Commune').focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Saint-Malo');
      await page.getByLabel('Objet de votre demande').focus();
      await page.keyboard.type('Installer une terrasse');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Relisez votre demande' }).waitFor();
      expect(await page.locator('dl').innerText()).toMatch(/Saint-Malo[\s\S]*Installer une terrasse/);
      await page.context().close();
    });

    it.each([
      ['filled', '10010001500013', true],
      ['not diffusible', '10045100400012', true],
      ['unknown', '10040400300012', true],
      ['without consent', '10010001500013', false],
      ['wrong', '123', true],
    ])('%s, has no fault that axe knows of, and says first what happened', async (_, siret, consents) => {
      await instance.apie('horloge', 'avancer', '2m');
      const page = await visit(FORM, SMALL);
      await page.getByLabel('Numéro de SIRET').fill(siret);
      if (consents) await page.getByText('J’accepte').click();
      await page.getByRole('button', { name: 'Pré-remplir ma demande' }).click();
      await page.locator('main .fr-alert').waitFor();
      await page.waitForFunction("document.activeElement.classList.contains('fr-alert')");
      await audit(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.context().close();
    });
  });
});
