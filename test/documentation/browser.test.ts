import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const phone = { viewport: { width: 320, height: 700 } };
const desk = { viewport: { width: 1280, height: 900 } };
const withoutScript = { javaScriptEnabled: false };

describe.skipIf(chromiumPath === undefined)('the documentation, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url);

  beforeAll(async () => {
    instance = await startTestInstance();
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
  });

  // Every page of the plan is audited by test/site-browser.test.ts: here, one of the guide and the states of the search.
  describe.each([
    '/documentation/demarrer',
    '/recherche?q=jeton',
    '/recherche?q=zzyzx',
    '/recherche?q=bannissement+zzyzx',
  ])('%s', (path) => {
    it('has no fault that axe knows of', async () => {
      const page = await visit(path, { bypassCSP: true, ...desk });
      expect(await axeFaults(page)).toEqual([]);
      await page.context().close();
    });

    it('fits in 320 px, and says it all without a script', async () => {
      const page = await visit(path, { ...phone, ...withoutScript });
      expect(await page.locator('h1').innerText()).not.toBe('');
      await page.context().close();
      const narrow = await visit(path, phone);
      expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await narrow.context().close();
    });

    it('leads by its first keys to its content, its menu and the search', async () => {
      const page = await visit(path);
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('Contenu');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe('Recherche');
      await page.keyboard.press('Enter');
      await page.waitForFunction("document.activeElement.id === 'recherche-site'");
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.name')).toBe('q');
      await page.context().close();
    });
  });

  it.each(['/documentation/demarrer', '/recherche?q=jeton'])('%s has none on a phone either', async (path) => {
    const page = await visit(path, { bypassCSP: true, ...phone });
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('is searched from any page by the keyboard alone, without a script, down to the part that answers', async () => {
    const page = await visit('/etat-des-services', withoutScript);
    await page.getByRole('searchbox', { name: 'Rechercher dans tout le site' }).focus();
    await page.keyboard.type('bannissement');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/recherche\?q=bannissement$/);
    expect(await page.getByRole('status').innerText()).toMatch(/^\d+ résultats pour « bannissement »\.$/);
    const first = page.locator('.recherche-resultats a').first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documentation\/demarrer#bannissement$/);
    expect(await page.locator(':target').isVisible()).toBe(true);
    await page.context().close();
  });

  it('has its summary beside the text on a wide screen, folded above it on a phone', async () => {
    const wide = await visit('/documentation/quotidien', { ...desk, ...withoutScript });
    expect(await wide.locator('.guide-pliant').isVisible()).toBe(false);
    await wide.locator('#renouveler').scrollIntoViewIfNeeded();
    const summary = wide.getByRole('navigation', { name: 'Sur cette page' });
    expect((await summary.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await wide.context().close();

    const narrow = await visit('/documentation/quotidien', { ...phone, ...withoutScript });
    expect(await narrow.locator('.guide-sommaire').isVisible()).toBe(false);
    const link = narrow.locator('.guide-pliant a', { hasText: 'Renouveler le jeton' });
    expect(await link.isVisible()).toBe(false);
    await narrow.locator('.guide-pliant summary').focus();
    await narrow.keyboard.press('Enter');
    await link.focus();
    await narrow.keyboard.press('Enter');
    await narrow.waitForURL(/#renouveler$/);
    await narrow.context().close();
  });

  it('gives the link to a part, to be copied', async () => {
    const page = await visit('/documentation/demarrer', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'Lien vers la partie « Les limites »' }).click();
    await page.getByText('Lien copié.').waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `${instance.url}/documentation/demarrer#limites`,
    );
    await page.context().close();
  });

  it('is read from its first page to its last by « suivante »', async () => {
    const page = await visit('/documentation/besoin', withoutScript);
    const titles = [await page.locator('h1').innerText()];
    for (let next = page.getByRole('link', { name: /^Page suivante/ }); (await next.count()) > 0; ) {
      await next.click();
      titles.push(await page.locator('h1').innerText());
    }
    expect(titles).toEqual(['Choisir', 'Préparer', 'Démarrer', 'Vivre avec', 'Codes et en-têtes']);
    await page.context().close();
  });
});
