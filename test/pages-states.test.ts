import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

/** Pages before anything was measured, counted or told: an instance that has just been started for the first time. */
const empty = {
  '/': 'Premières vérifications en cours',
  '/catalogue': 'État inconnu',
  '/catalogue/entreprises': 'Aucune vérification n’a encore été faite',
  '/etat-des-services': 'pas encore vérifié',
  '/etat-des-services/historique': 'aucune mesure',
  '/incidents': 'Aucun incident',
  '/statistiques': 'Aucun appel n’a encore été fait',
} as const;

describe.skipIf(chromiumPath === undefined)('states of the public pages, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true, viewport: { width: 320, height: 700 } });

  beforeAll(async () => {
    instance = await startTestInstance();
  }, 60_000);
  afterAll(() => instance.stop());

  it.each(Object.entries(empty))('%s, with nothing to show, says so, without a fault', async (path, said) => {
    const page = await visit(path);
    expect(await page.locator('main').innerText()).toContain(said);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });

  describe('/abonnements', () => {
    it('sent empty, says what is to be mended, and leads to it', async () => {
      const page = await visit('/abonnements');
      await page.locator('main form').getByRole('button').last().click();
      await page.getByRole('alert').filter({ hasText: 'à corriger' }).waitFor();
      expect(await page.title()).toMatch(/^Erreur – /);
      expect(await page.locator('[aria-invalid=true]').count()).toBeGreaterThan(0);
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.context().close();
    });

    it('once sent, says what to do next', async () => {
      const page = await visit('/abonnements?demande=envoyee');
      expect(await page.locator('main').innerText()).toContain('courriel');
      expect(await axeFaults(page)).toEqual([]);
      await page.context().close();
    });
  });
});
