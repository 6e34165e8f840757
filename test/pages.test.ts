import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

/** WCAG 2.1 A and AA, RGAA, and what the tool's authors advise. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4', 'best-practice'];

interface AxeFindings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe.skipIf(chromiumPath === undefined)('pages, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  let browser: Browser;

  beforeAll(async () => {
    instance = await startTestInstance();
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder');
    browser = await chromium.launch({ executablePath: chromiumPath ?? '' });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ bypassCSP: true, ...options });
    const page = await context.newPage();
    await page.goto(`${instance.url}${path}`);
    return page;
  }

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
      await page.evaluate(axe.source);
      // The viewer of the API's description is not ours; it has a main part of its own.
      const isViewer = path.startsWith('/developpeurs');
      const target = isViewer ? "{ exclude: ['#console'] }" : 'document';
      const rules = { 'landmark-no-duplicate-main': { enabled: !isViewer } };
      const found = await page.evaluate<AxeFindings>(
        `axe.run(${target}, { runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} }, rules: ${JSON.stringify(rules)} })`,
      );
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
        [],
      );
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
