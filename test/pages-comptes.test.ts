import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';
import { makeAccount, password } from './support/visitor.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

describe.skipIf(chromiumPath === undefined)('pages of accounts, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  let email: string;
  let session: Promise<StorageState> | undefined;

  beforeAll(async () => {
    instance = await startTestInstance();
    email = await makeAccount(instance, 'administrateur,instructeur');
    await instance.apie('compte', 'desactiver', await makeAccount(instance, 'demandeur'));
    await makeAccount(instance, 'rapporteur');
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
  });

  async function logIn(page: Page, secret = password): Promise<void> {
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(secret);
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
  }

  const errorOf = 'Erreur – ';
  /** Pages in each state that one can see: how it is called, its title, how to get there. */
  const states: [string, string, () => Promise<Page>][] = [
    ['login', 'Se connecter', () => visit('/connexion')],
    ['login, session over', 'Se connecter', () => visit('/connexion?session=expiree')],
    [
      'login, fields empty',
      `${errorOf}Se connecter`,
      async () => submitted(await visit('/connexion'), /^Se connecter/),
    ],
    [
      'login refused',
      `${errorOf}Se connecter`,
      async () => {
        const page = await visit('/connexion');
        await logIn(page, 'pas le bon');
        return page;
      },
    ],
    ['account', 'Mon compte', () => inside('/compte')],
    ['security', 'Sécurité', () => inside('/compte/securite')],
    ['security, just done', 'Sécurité', () => inside('/compte/securite?fait=session')],
    [
      'change of password refused',
      `${errorOf}Sécurité`,
      async () => submitted(await inside('/compte/securite'), /^Changer/),
    ],
    ['administration', 'Administration', () => inside('/administration')],
    ['accounts', 'Comptes', () => inside('/administration/comptes')],
    [
      'deactivation to confirm',
      'Désactiver le compte',
      async () => {
        const page = await inside('/administration/comptes?role=rapporteur');
        await page.getByRole('table').getByRole('link').click();
        await page.getByRole('link', { name: 'Désactiver le compte' }).click();
        await page.waitForURL('**/desactiver');
        return page;
      },
    ],
    ['a public page, logged in', 'État des services', () => inside('/etat-des-services')],
    [
      'form refused',
      `${errorOf}Envoi refusé`,
      async () => {
        const page = await inside('/compte');
        await page.evaluate('document.querySelector("[name=_csrf]").value = ""');
        await page.getByRole('button', { name: 'Se déconnecter' }).click();
        await page.waitForURL('**/deconnexion');
        return page;
      },
    ],
  ];

  /** Logged in once for all: the pages are about what comes after. */
  async function inside(path: string): Promise<Page> {
    session ??= logInOnce();
    return visit(path, { storageState: await session });
  }

  async function logInOnce(): Promise<StorageState> {
    const page = await visit('/connexion');
    await logIn(page);
    await page.waitForURL('**/compte');
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  }

  async function submitted(page: Page, name: RegExp): Promise<Page> {
    await page.getByRole('main').getByRole('button', { name }).click();
    await page.getByRole('alert').waitFor();
    return page;
  }

  it.each(states)('%s: nothing that axe knows of, and it fits in 320 px', async (_, title, open) => {
    const page = await open();
    expect((await page.title()).slice(0, title.length)).toBe(title);
    expect(await axeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });

  it('one logs in, goes around and logs out by keyboard alone', async () => {
    const page = await visit('/compte/securite', { javaScriptEnabled: false });
    expect(await page.title()).toContain('Se connecter');
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let key = 0; key < 40; key++) {
        await page.keyboard.press('Tab');
        const label = `${await focused.innerText()}${(await focused.getAttribute('name')) ?? ''}`;
        if (name.test(label)) return;
      }
      throw new Error(`no way to ${name} by keyboard`);
    };
    await tabTo(/^email$/);
    await page.keyboard.type(email);
    await tabTo(/^mot_de_passe$/);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compte/securite');
    await tabTo(/^Administration$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/administration');
    await tabTo(/^Se déconnecter$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/connexion?session=fermee');
    expect(await page.getByRole('status').innerText()).toContain('Vous êtes déconnecté');
    await page.context().close();
  });

  it('what is wrong takes the focus, and leads to its field', async () => {
    const page = await submitted(await visit('/connexion', { javaScriptEnabled: false }), /^Se connecter/);
    expect(await page.title()).toBe('Erreur – Se connecter – API Entreprise');
    expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#champ-mot_de_passe');
    const field = page.getByLabel('Mot de passe');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = await field.getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).innerText()).toBe('Saisissez votre mot de passe.');
    await page.context().close();
  });

  it('an account is deactivated once confirmed, and can be opened again', async () => {
    const page = await inside('/administration/comptes?role=rapporteur');
    await page.getByRole('table').getByRole('link').click();
    await page.getByRole('link', { name: 'Désactiver le compte' }).click();
    await page.getByRole('link', { name: 'Annuler' }).click();
    await page.getByRole('link', { name: 'Désactiver le compte' }).click();
    await page.getByLabel('Raison (optionnel)').fill('Parti à la retraite');
    await page.getByRole('button', { name: 'Désactiver le compte' }).click();
    expect(await page.getByRole('status').innerText()).toContain('désactivé');
    await page.getByRole('link', { name: 'Réactiver le compte' }).click();
    await page.getByRole('button', { name: 'Réactiver le compte' }).click();
    expect(await page.getByRole('status').innerText()).toContain('réactivé');
    await page.getByRole('link', { name: 'Ce que les administrateurs ont fait' }).click();
    expect(await page.getByRole('table').innerText()).toContain('Parti à la retraite');
    // One’s own account has no such way.
    await page.goto(`${instance.url}/administration/comptes?q=${email}`);
    await page.getByRole('table').getByRole('link').click();
    expect(await page.getByRole('link', { name: /^Désactiver/ }).count()).toBe(0);
    await page.context().close();
  });

  it('a form sent by a page of another site does nothing', async () => {
    const page = await inside('/compte');
    const attacker = await page.context().newPage();
    await attacker.goto('data:text/html,<form method="post"><button>Gagnez</button></form>');
    await attacker.evaluate(`document.forms[0].action = '${instance.url}/deconnexion'`);
    await attacker.getByRole('button').click();
    await attacker.waitForURL('**/deconnexion');
    expect(await attacker.title()).toContain('Envoi refusé');
    await page.reload();
    expect(await page.locator('h1').innerText()).toContain('Bonjour');
    await page.context().close();
  });
});
