import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

describe.skipIf(chromiumPath === undefined)('pages, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true });

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
    it('has no fault that axe knows of', async () => {
      const page = await visit(path);
      // The viewer of the API's description is not ours; it has a main part of its own.
      const viewer = { exclude: '#console', rules: ['landmark-no-duplicate-main'] };
      expect(await axeFaults(page, path.startsWith('/developpeurs') ? viewer : {})).toEqual([]);
      await page.context().close();
    });

    it('says it all without a script, in 320 px', async () => {
      const page = await visit(path, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
      expect(await page.locator('h1').innerText()).not.toBe('');
      expect(await page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link').count()).toBeGreaterThan(
        3,
      );
      await page.context().close();
      const narrow = await visit(path, { viewport: { width: 320, height: 700 } });
      expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await narrow.context().close();
    });

    it('leads to its content at the first key', async () => {
      const page = await visit(path);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('Contenu');
      expect(await page.locator(':focus').isVisible()).toBe(true);
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.activeElement.id === 'contenu'");
      await page.context().close();
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
