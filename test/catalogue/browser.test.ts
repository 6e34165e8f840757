import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const phone = { viewport: { width: 320, height: 700 } };
const withoutScript = { javaScriptEnabled: false };

describe.skipIf(chromiumPath === undefined)('the catalogue, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url);

  beforeAll(async () => {
    instance = await startTestInstance();
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
  });

  it('is searched from the home page with the keyboard alone, without a script', async () => {
    const page = await visit('/', withoutScript);
    await page.getByRole('main').getByRole('searchbox').focus();
    await page.keyboard.type('chiffre d’affaires');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/catalogue\?q=/);
    expect(await page.getByRole('status').innerText()).toBe('2 données pour « chiffre d’affaires »');
    await page.getByRole('link', { name: 'ca', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/catalogue\/exercices#champ-exercices\.ca$/);
    expect(await page.locator('tr:target').innerText()).toContain("Chiffre d'affaires de l'exercice");
    await page.context().close();
  });

  it('is filtered without a script, the choices kept in the address', async () => {
    const page = await visit('/catalogue?q=affaires', withoutScript);
    await page.getByLabel('Fournisseur', { exact: true }).selectOption('DGFIP');
    await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
    await page.waitForURL(/q=affaires.*fournisseur=DGFIP/);
    expect(await page.locator('.carte').count()).toBe(1);
    await page.getByRole('link', { name: 'Retirer les filtres' }).click();
    await page.waitForURL(/\/catalogue\?q=affaires$/);
    await page.context().close();
  });

  it('follows what is typed, and says how many it found', async () => {
    const page = await visit('/catalogue');
    await page.getByRole('main').getByRole('searchbox').pressSequentially('brevet');
    await page.getByText('1 donnée pour « brevet »').waitFor();
    expect(await page.locator('.carte').count()).toBe(1);
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    expect(page.url()).toContain('q=brevet');
    await page.getByLabel('Ouverture').selectOption('mixte');
    await page.getByText('Aucune donnée pour « brevet » avec ces filtres').waitFor();
    expect(await page.getByLabel('Ouverture').inputValue()).toBe('mixte');
    await page.context().close();
  });

  it('folds its filters on a phone, and shows them on a wide screen, without a script', async () => {
    const narrow = await visit('/catalogue', { ...phone, ...withoutScript });
    expect(await narrow.getByLabel('Catégorie').isVisible()).toBe(false);
    await narrow.locator('.filtres > summary').click();
    expect(await narrow.getByLabel('Catégorie').isVisible()).toBe(true);
    await narrow.context().close();
    const wide = await visit('/catalogue', withoutScript);
    expect(await wide.getByLabel('Catégorie').isVisible()).toBe(true);
    await wide.context().close();
  });

  it('shows one snippet at a time, opened with the keyboard, without a script', async () => {
    const page = await visit('/catalogue/exercices', withoutScript);
    expect(await page.getByText('curl --max-time').isVisible()).toBe(true);
    await page.locator('summary', { hasText: 'Python' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByText('import urllib.request').isVisible()).toBe(true);
    expect(await page.getByText('curl --max-time').isVisible()).toBe(false);
    await page.context().close();
  });

  it('has links to its parts that are followed, and copied', async () => {
    const page = await visit('/catalogue/exercices', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'Lien vers la partie « Disponibilité »' }).click();
    expect(page.url()).toBe(`${instance.url}/catalogue/exercices#disponibilite`);
    await page.getByText('Lien copié.').waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(page.url());
    await page.getByRole('button', { name: 'Copier l’exemple curl' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^curl --max-time/);
    await page.context().close();
  });

  it('leads to the endpoint in the viewer of the description', async () => {
    const page = await visit('/catalogue/certificats-agence-bio');
    await page.getByRole('link', { name: 'la description OpenAPI de cet endpoint' }).click();
    await page.locator('#operations-Agence_BIO-certificats_agence_bio.is-open').waitFor();
    await page.context().close();
  });
});
