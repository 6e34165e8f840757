import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const SMALL = { viewport: { width: 320, height: 700 } };
const withoutScript = { javaScriptEnabled: false };

describe.skipIf(chromiumPath === undefined)('the console of a sheet, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  let token: string;
  const visit = browserOn(() => instance.url, { bypassCSP: true });

  beforeAll(async () => {
    instance = await startTestInstance();
    token = await instance.token();
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
  });
  beforeEach(() => instance.apie('horloge', 'avancer', '2m'));

  it('gives a first 200 from a cold start, by the keyboard alone, without a script, at 320 px', async () => {
    const page = await visit('/catalogue/exercices', { ...SMALL, ...withoutScript });
    await tabTo(page, 'Appeler d’ici, sans terminal');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Appeler');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/catalogue\/exercices\/appel$/);
    await page.getByRole('status').filter({ hasText: '200 – Réponse complète' }).waitFor();
    expect(await page.locator('.console-corps').innerText()).toContain('"ca"');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });

  it('is called again as its own, and shows its faults first, without a script', async () => {
    const page = await visit('/catalogue/exercices', { ...SMALL, ...withoutScript });
    await page.locator('#console > summary').click();
    await page.locator('#champ-appel-siret').fill('');
    await page.locator('#champ-appel-siret').press('Enter');
    expect(await page.title()).toMatch(/^Erreur – Appel – /);
    expect(await page.locator(':focus').innerText()).toContain('Une erreur est à corriger');
    await page.getByRole('link', { name: /SIRET n’est pas correctement formé/ }).click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('champ-appel-siret');
    await page.keyboard.type('10010001500013');
    await page.getByRole('button', { name: 'Vérifier sans appeler' }).click();
    expect(await page.locator(':focus').innerText()).toContain('Tout est prêt');
    await page.context().close();
  });

  it('answers in place with a script: said, focused, and nothing in the address, the history or the page’s memory', async () => {
    const page = await visit('/catalogue/entreprises');
    const seen: string[] = [];
    page.on('request', (request) => seen.push(request.url()));
    const before = await historyOf(page);
    await page.locator('#console > summary').click();
    await page.getByLabel('Autre jeton').fill(token);
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    await page.waitForFunction("document.activeElement.innerText.includes('200 – Réponse complète')");
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('status');
    expect(await page.locator('h1').count()).toBe(1);
    await page.getByRole('button', { name: 'Copier la réponse', exact: true }).waitFor();

    // Kept by its field for the next call, and by nothing else.
    expect(await page.getByLabel('Autre jeton').inputValue()).toBe(token);
    expect(await historyOf(page)).toBe(before);
    expect([...seen, before, await page.content(), await keptBy(page)].filter((text) => text.includes(token))).toEqual(
      [],
    );
    expect(seen).toContain(`${instance.url}/catalogue/entreprises/appel`);
    await page.locator('#champ-appel-siren').fill('100404003');
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    await page.waitForFunction("document.activeElement.innerText.includes('404 – Entité non trouvée')");
    await page.reload();
    await page.locator('#console > summary').click();
    expect(await page.getByLabel('Autre jeton').inputValue()).toBe('');
    await page.context().close();
  });

  it('says that the portal is gone, and stays usable', async () => {
    const page = await visit('/catalogue/entreprises');
    await page.locator('#console > summary').click();
    await page.route('**/appel', (route) => route.abort());
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'Le portail ne répond pas' }).waitFor();
    await page.unroute('**/appel');
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    await page.waitForFunction("document.activeElement.innerText.includes('200 – Réponse complète')");
    await page.context().close();
  });

  it('is filled with the unit that was chosen, from the page of the console', async () => {
    const page = await visit('/developpeurs/bac-a-sable', withoutScript);
    await page
      .getByLabel('Donnée', { exact: true })
      .selectOption({ label: 'Cotisations de sécurité sociale agricole' });
    await page.getByRole('button', { name: 'Choisir cette donnée' }).click();
    await page.getByRole('link', { name: 'Utiliser 100503002' }).click();
    expect(await page.locator('#champ-appel-siret').inputValue()).toBe('10050300200014');
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    expect(await page.locator('#console-resultat').innerText()).toMatch(/503 – .*indisponible/);
    await page.context().close();
  });

  describe.each([
    '/catalogue/entreprises',
    '/developpeurs/bac-a-sable',
  ])('%s has no fault that axe knows of', (path) => {
    it.each([
      ['as it opens', '', ''],
      ['answered', '100100015', 'Appeler'],
      ['answered with an error', '100404003', 'Appeler'],
      ['with fields to mend', '', 'Appeler'],
      ['verified', '100100015', 'Vérifier sans appeler'],
      ['verified, with values to mend', '12', 'Vérifier sans appeler'],
    ])('%s, at 320 px', async (_, siren, button) => {
      const page = await visit(path, SMALL);
      const fold = page.locator('#console > summary');
      if ((await fold.count()) > 0) await fold.click();
      await page.locator('.console-options > summary').click();
      if (button !== '') {
        await page.locator('#champ-appel-siren').fill(siren);
        const answer = page.waitForResponse((response) => response.request().method() === 'POST');
        await page.getByRole('button', { name: button, exact: true }).click();
        await answer;
        await page.waitForFunction("document.activeElement.classList.contains('fr-alert')");
      }
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      await page.context().close();
    });
  });

  it('has no fault on the page that answers without a script', async () => {
    const page = await visit('/catalogue/documents-associations', withoutScript);
    await page.locator('#console > summary').click();
    await page.getByRole('button', { name: 'Appeler', exact: true }).click();
    const html = await page.content();
    const audited = await visit('/health');
    await audited.goto(`${instance.url}/plan-du-site`);
    await audited.setContent(html);
    expect(await axeFaults(audited)).toEqual([]);
    await page.context().close();
    await audited.context().close();
  });

  it('nothing that the instance logged has a token', () => expect(instance.logged()).not.toContain('eyJ'));
});

/** Goes from one element to the next until the one that says this. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').innerText()) === text) return;
  }
  throw new Error(`« ${text} » is not reached by the keyboard`);
}

async function historyOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  return JSON.stringify(await session.send('Page.getNavigationHistory'));
}

/** What of the page outlives it. */
async function keptBy(page: Page): Promise<string> {
  const kept =
    'JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }, document.cookie, document.title])';
  return page.evaluate<string>(kept);
}
