import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

const NARROW = { width: 320, height: 700 };
const WIDE = { width: 1280, height: 720 };

describe.skipIf(chromiumPath === undefined)('pages, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true, viewport: WIDE });

  beforeAll(async () => {
    instance = await startTestInstance();
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder');
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
  });

  describe.each([
    '/',
    '/catalogue',
    '/catalogue?q=chiffre+d%27affaires&ouverture=prot%C3%A9g%C3%A9e',
    '/catalogue?q=xyzzy',
    '/catalogue/entreprises',
    '/catalogue/attestations-fiscales-dgfip',
    '/catalogue/documents-associations',
    '/etat-des-services',
    '/etat-des-services?fournisseur=MSA',
    '/etat-des-services/historique',
    '/abonnements',
    '/abonnements/preferences/inconnue',
    '/bac-a-sable/courriels',
    '/nulle-part',
    '/developpeurs/openapi',
  ])('%s', (path) => {
    let page: Page;
    beforeAll(async () => {
      page = await visit(path);
    });
    afterAll(() => page?.context().close());

    it('has no fault that axe knows of', async () => {
      // The viewer of the API's description is not ours; it has a main part of its own.
      const viewer = { exclude: '#console', rules: ['landmark-no-duplicate-main'] };
      expect(await axeFaults(page, path.startsWith('/developpeurs') ? viewer : {})).toEqual([]);
    });

    it('says it all without a script, in 320 px', async () => {
      const silent = await visit(path, { javaScriptEnabled: false, viewport: NARROW });
      expect(await silent.locator('h1').innerText()).not.toBe('');
      expect(
        await silent.getByRole('navigation', { name: 'Menu principal' }).getByRole('link').count(),
      ).toBeGreaterThan(3);
      await silent.context().close();
      await page.setViewportSize(NARROW);
      await page.reload();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.setViewportSize(WIDE);
    });

    it('leads to its content at the first key', async () => {
      await page.reload();
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('Contenu');
      expect(await page.locator(':focus').isVisible()).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.activeElement.id === 'contenu'");
    });
  });

  it('the state of the services says first what does not work, by its provider', async () => {
    const page = await visit('/etat-des-services');
    expect(await page.locator('h1').innerText()).toMatch(/^\d+ services sur \d+ fonctionnent$/);
    expect(await page.getByRole('heading', { name: 'Ce qui ne va pas en ce moment' }).isVisible()).toBe(true);
    const row = page.getByRole('row', { name: /Cotisations de sécurité sociale agricole/ });
    expect(await row.innerText()).toMatch(/En panne.*code 503/is);
    await page.getByLabel('Fournisseur', { exact: true }).selectOption('MSA');
    await page.getByRole('button', { name: 'Filtrer' }).click();
    await page.waitForURL(/fournisseur=MSA/);
    expect(await page.locator('tr.groupe').count()).toBe(1);
    await page.context().close();
  });
});
