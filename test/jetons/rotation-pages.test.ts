import { rmSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { visit as call } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { makeAccount, password } from '../support/visitor.ts';
import { people, playConsumption, type Scene, secret } from './consommation-scene.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

describe.skipIf(chromiumPath === undefined)('pages of leaks and revocations, in a browser', { timeout: 60_000 }, () => {
  let scene: Scene;
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true, javaScriptEnabled: false });
  const sessions = new Map<string, StorageState>();
  let admin: string;

  beforeAll(async () => {
    scene = await playConsumption();
    instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
    admin = await makeAccount(instance, 'administrateur');
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
    rmSync(scene.folder, { recursive: true, force: true });
  });

  async function inside(email: string, path: string): Promise<Page> {
    const known = sessions.get(email);
    if (known !== undefined) return visit(path, { storageState: known, javaScriptEnabled: true });
    const page = await visit('/connexion');
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL('**/compte');
    sessions.set(email, await page.context().storageState());
    await page.context().close();
    return inside(email, path);
  }

  async function sound(page: Page): Promise<void> {
    expect(await axeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  const mine = (act = '') => `/compte/jetons/${scene.mine.jti}/rotation${act}`;
  const theirs = (act = '') => `/administration/jetons/${scene.mine.jti}${act}`;
  const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();
  const follow = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name }).first().click();
  const use = (value: string, from: string) =>
    call(`${instance.url}/v2/entreprises/100100015?${new URLSearchParams(purpose)}`, {
      from,
      headers: { Authorization: `Bearer ${value}` },
    });

  it('a requester says that his token has leaked, chooses, confirms, and sees what follows', async () => {
    for (const from of ['127.0.0.51', '127.0.0.52']) await use(scene.mine.value, from);
    await instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
    const page = await inside(people.demandeuse, mine());
    await sound(page);
    await follow(page, 'Mon jeton a fuité');
    await page.waitForURL('**/fuite');
    await sound(page);
    await press(page, 'Continuer');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toContain('Erreur – ');
    await sound(page);
    await page.getByText('Dans 24 heures').click();
    await press(page, 'Continuer');
    await page.getByRole('heading', { level: 1, name: /^Retirer ce jeton le/ }).waitFor();
    await sound(page);
    await press(page, 'Prévoir le retrait');
    await page.getByRole('status').waitFor();
    await sound(page);
    await follow(page, 'Retirer ce jeton maintenant');
    await page.waitForURL('**/retirer');
    await sound(page);
    await press(page, 'Retirer ce jeton maintenant');
    await use(scene.mine.value, '127.0.0.52');
    await instance.apie('horloge', 'avancer', '1m');
    await page.reload();
    expect(await page.getByRole('main').innerText()).toContain('1 tentative refusée');
    await sound(page);
    await page.context().close();
  });

  it('a contact is led to the requester; the next token is asked for', async () => {
    const contact = await inside(people.technique, `/compte/jetons/${scene.spare.jti}/rotation`);
    await sound(contact);
    await contact.context().close();
    const page = await inside(people.demandeuse, `/compte/jetons/${scene.spare.jti}/rotation/prochain`);
    await sound(page);
    await page.context().close();
  });

  it('an administrator finds a token, revokes it and undoes it', async () => {
    const page = await inside(admin, '/administration/jetons?q=cantines');
    await sound(page);
    await page.goto(`${instance.url}${theirs()}`);
    await sound(page);
    await page.goto(`${instance.url}/administration/jetons/${scene.spare.jti}`);
    await follow(page, 'Révoquer le jeton');
    await press(page, 'Révoquer le jeton');
    await page.getByRole('alert').waitFor();
    await sound(page);
    await page.getByText('Maintenant', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Raison' }).fill('Vu dans un dépôt public');
    await press(page, 'Révoquer le jeton');
    await page.getByRole('status').waitFor();
    await sound(page);
    await follow(page, 'Annuler la révocation');
    await sound(page);
    await page.getByRole('textbox', { name: 'Raison' }).fill('Ce n’était pas celui-là');
    await press(page, 'Annuler la révocation');
    expect(await page.getByRole('status').innerText()).toContain('fonctionne de nouveau');
    await page.goto(`${instance.url}/administration/jetons?q=introuvable`);
    await sound(page);
    await page.context().close();
  });
});
