import { rm } from 'node:fs/promises';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { password } from '../support/visitor.ts';
import { people, playScenes, type SceneName, type Scenes } from './scenes.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

describe.skipIf(chromiumPath === undefined)('instruction, in a browser', { timeout: 90_000 }, () => {
  let instance: TestInstance;
  let scenes: Scenes;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  const sessions = new Map<keyof typeof people, StorageState>();

  beforeAll(async () => {
    scenes = await playScenes();
    instance = await startTestInstance({ varDir: scenes.folder });
    for (const who of ['instructeur', 'rapporteur'] as const) sessions.set(who, await logIn(who));
  }, 90_000);
  afterAll(async () => {
    await instance.stop();
    await rm(scenes.folder, { recursive: true, force: true });
  });

  async function logIn(who: keyof typeof people): Promise<StorageState> {
    const page = await visit('/connexion');
    await page.getByLabel('Adresse e-mail').fill(people[who]);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL('**/compte');
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  }

  const inside = (path: string, options: BrowserContextOptions = {}, who: keyof typeof people = 'instructeur') =>
    visit(path, { ...options, ...{ storageState: sessions.get(who) ?? { cookies: [], origins: [] } } });
  const addressOf = (name: SceneName, rest = '') => `/instruction/demandes/${scenes.demandes[name].id}${rest}`;

  async function pressed(page: Page, name: string | RegExp): Promise<Page> {
    await Promise.all([page.waitForLoadState('load'), page.getByRole('button', { name }).first().click()]);
    return page;
  }

  async function refusing(): Promise<Page> {
    const page = await inside(addressOf('refusable'));
    await page.getByLabel('Texte envoyé à l’usager').fill('Aucun texte ne fonde cet usage.');
    await page.getByRole('button', { name: 'Refuser…' }).click();
    await page.getByRole('heading', { level: 1, name: /^Refuser/ }).waitFor();
    return page;
  }

  /** Pages in each state that one can see, how they are titled, how to get there. */
  const states: [string, string, () => Promise<Page>][] = [
    ['the queue', 'Instruction des demandes', () => inside('/instruction')],
    ['the queue, nothing found', 'Instruction des demandes', () => inside('/instruction?q=introuvable')],
    ['a request, sent again', 'Aides au commerce', () => inside(addressOf('renvoyee'))],
    ['a request granted', 'Cantines', () => inside(addressOf('accordee'))],
    ['one’s own request', 'Demande de l’instructeur', () => inside(addressOf('propre'))],
    ['a request, just acted on', 'Taxe', () => inside(addressOf('pourAvis', '?fait=message'))],
    ['a request, read by a rapporteur', 'Taxe', () => inside(addressOf('pourAvis'), {}, 'rapporteur')],
    [
      'a decision without its text',
      'Erreur – ',
      async () => pressed(await inside(addressOf('aPreciser')), 'Demander des précisions'),
    ],
    ['a refusal to confirm', 'Refuser la demande', refusing],
    ['a revocation to confirm', 'Révoquer', () => inside(addressOf('accordee', '/actes/revoquer'))],
    [
      'a revocation without its reason',
      'Erreur – ',
      async () => pressed(await inside(addressOf('accordee', '/actes/revoquer')), /^Révoquer/),
    ],
    ['opinions, none', 'Mes avis', () => inside('/instruction/avis', {}, 'rapporteur')],
    ['grants', 'Habilitations', () => inside('/instruction/habilitations')],
    ['ready answers, none', 'Modèles', () => inside('/instruction/modeles')],
    ['a new ready answer', 'Ajouter un modèle', () => inside('/instruction/modeles/nouveau')],
    [
      'a ready answer refused',
      'Erreur – ',
      async () => pressed(await inside('/instruction/modeles/nouveau'), 'Enregistrer le modèle'),
    ],
    ['figures', 'Statistiques', () => inside('/instruction/statistiques')],
  ];

  it.each(states)('%s: no fault for axe, one title, nothing wider than 320 px', async (_name, title, open) => {
    const page = await open();
    expect(await page.title()).toContain(title);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('a request is decided by keyboard alone', async () => {
    const page = await inside('/instruction');
    await tabTo(page, scenes.demandes.aPreciser.numero);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${addressOf('aPreciser')}`);
    await tabTo(page, 'Texte envoyé à l’usager');
    await page.keyboard.type('Quel texte fonde cet usage ?');
    await tabTo(page, 'Demander des précisions');
    await page.keyboard.press('Enter');
    await page.waitForURL('**fait=demander_precisions');
    expect(await page.getByRole('status').first().innerText()).toContain('Les précisions sont demandées');
    await page.context().close();
  });

  it('a ready answer goes into the text in place, and without a script by a page that keeps what was typed', async () => {
    const form = await inside('/instruction/modeles/nouveau');
    await form.getByLabel('Sert à').selectOption('precisions');
    await form.getByLabel('Titre').fill('Texte juridique');
    await form.getByLabel('Texte', { exact: false }).last().fill('Citez le texte de la demande {{numero}}.');
    await form.getByRole('button', { name: 'Enregistrer le modèle' }).click();
    await form.waitForURL('**fait=ajoute');
    await form.context().close();
    for (const javaScriptEnabled of [true, false]) {
      const page = await inside(addressOf('aValider'), { javaScriptEnabled });
      const field = page.getByLabel('Texte envoyé à l’usager');
      await field.fill('Bonjour,');
      const choice = page.locator('.decision .modeles-choix');
      await choice.getByLabel('Modèle de réponse').selectOption({ label: 'Texte juridique' });
      await choice.getByRole('button', { name: 'Insérer le modèle' }).click();
      const expected = `Bonjour,\n\nCitez le texte de la demande ${scenes.demandes.aValider.numero}.`;
      await expect.poll(() => field.inputValue()).toBe(expected);
      expect(page.url().endsWith('/decision')).toBe(!javaScriptEnabled);
      await page.context().close();
    }
  });

  /** Presses Tab until what has the focus is named so. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let pressed = 0; pressed < 120; pressed++) {
      await page.keyboard.press('Tab');
      const named = await page.evaluate<string>(
        `(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()`,
      );
      if (named.startsWith(name)) return;
    }
    throw new Error(`« ${name} » is not reached by Tab`);
  }
});
