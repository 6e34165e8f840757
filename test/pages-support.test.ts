import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from './support/axe.ts';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';
import { opened, pastedToken, png, versionIn } from './support/tickets.ts';
import { loggedIn, Visitor } from './support/visitor.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;
const DESK = '/administration/tickets';

describe.skipIf(chromiumPath === undefined)('pages of the support, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  /** A ticket in each state, for who has its key. */
  const tickets = { recu: '', en_attente: '', resolu: '' };
  let session: StorageState;

  beforeAll(async () => {
    instance = await startTestInstance();
    const visitor = new Visitor(instance.url);
    tickets.recu = await opened(visitor, 'endpoint', { nom: 'Camille Exemple' }, [png]);
    tickets.en_attente = await opened(visitor, 'documentation');
    tickets.resolu = await opened(visitor, 'site', { page: `/${'tres-longue-adresse'.repeat(10)}` });
    await visitor.post(`${tickets.resolu}/resolu`, { version: '1' });
    const operator = await loggedIn(instance, 'administrateur');
    const waiting = `${DESK}/${numberIn(tickets.en_attente)}`;
    await operator.get(waiting);
    await operator.post(`${waiting}/notes`, { note: 'Entre nous' });
    await operator.post(`${waiting}/reponses`, { version: '1', reponse: 'Précisez ?', etat: 'en_attente' });
    await operator.get('/support/signaler?type=general');
    await opened(operator, 'general');
    const [[name, value] = ['', '']] = operator.cookies;
    const cookie = { name, value, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const };
    session = { cookies: [{ ...cookie, domain: new URL(instance.url).hostname }], origins: [] };
  }, 60_000);
  afterAll(() => instance.stop());

  const numberIn = (path: string) => path.split('/')[2] ?? '';
  const inside = (path: string) => visit(path, { storageState: session });

  async function submitted(page: Page, name: RegExp): Promise<Page> {
    await page.getByRole('main').getByRole('button', { name }).click();
    await page.getByRole('alert').first().waitFor();
    return page;
  }

  const states: [string, () => Promise<Page>][] = [
    ['the support', () => visit('/support')],
    ...['endpoint', 'general', 'documentation', 'site'].map((kind): [string, () => Promise<Page>] => [
      `report, ${kind}`,
      () => visit(`/support/signaler?type=${kind}`),
    ]),
    ['report, everything wrong', async () => reportedWrong(await visit('/support/signaler?type=endpoint'))],
    ['report, logged in', () => inside('/support/signaler?type=site')],
    ['ticket just opened', () => visit(`${tickets.recu}?fait=ouvert`)],
    ['ticket that waits', () => visit(tickets.en_attente)],
    ['ticket resolved', () => visit(`${tickets.resolu}?fait=resolu`)],
    ['answer refused', async () => submitted(await visit(tickets.recu), /^Envoyer/)],
    ['answer outdated', async () => outdated(await visit(tickets.en_attente))],
    ['dead link', () => visit('/support/S-2026-000001/inconnue')],
    ['my tickets', () => inside('/compte/tickets')],
    ['desk', () => inside(DESK)],
    ['desk, nothing found', () => inside(`${DESK}?q=introuvable`)],
    ['ticket at the desk, a note in it', () => inside(`${DESK}/${numberIn(tickets.en_attente)}`)],
    [
      'ticket at the desk, answer refused',
      async () => submitted(await inside(`${DESK}/${numberIn(tickets.recu)}`), /^Envoyer la réponse/),
    ],
  ];

  async function reportedWrong(page: Page): Promise<Page> {
    await page.getByLabel('Paramètre utilisé').fill(`10010001500013?token=${pastedToken}`);
    const bytes = Buffer.from('<p>ceci n’est pas une image');
    await page.getByLabel(/^Capture/).setInputFiles({ name: 'faux.png', mimeType: 'image/png', buffer: bytes });
    return submitted(page, /^Envoyer/);
  }

  async function outdated(page: Page): Promise<Page> {
    await page.getByLabel('Votre message').fill('En retard');
    await page.evaluate('for (const field of document.querySelectorAll("[name=version]")) field.value = "1"');
    return submitted(page, /^Envoyer/);
  }

  it.each(states)('%s: nothing that axe knows of, one h1, and it fits in 320 px', async (_, open) => {
    const page = await open();
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toMatch(/ – API Entreprise$/);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });

  it('one reports, answers and closes by keyboard alone, without a script', async () => {
    const page = await visit('/support', { javaScriptEnabled: false });
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let key = 0; key < 80; key++) {
        await page.keyboard.press('Tab');
        const label = `${await focused.innerText()}${(await focused.getAttribute('name')) ?? ''}`;
        if (name.test(label)) return;
      }
      throw new Error(`no way to ${name} by keyboard`);
    };
    const type = async (name: RegExp, text: string): Promise<void> => {
      await tabTo(name);
      await page.keyboard.type(text);
    };
    await tabTo(/^La documentation$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/support/signaler?type=documentation');
    await tabTo(/^Envoyer$/);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused.getAttribute('role')).toBe('alert');
    await type(/^page$/, '/faq');
    await type(/^texte$/, 'Une réponse est fausse.');
    await type(/^email$/, 'clavier@mairie.example');
    await tabTo(/^Envoyer$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fait=ouvert');
    expect(await focused.innerText()).toContain('enregistré sous le numéro S-');
    await type(/^texte$/, 'Celle sur les quotas.');
    await tabTo(/^Envoyer$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fait=repondu');
    await tabTo(/^C’est résolu$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fait=resolu');
    expect(await page.getByRole('main').innerText()).toMatch(/Votre signalement est clos[\s\S]*Celle sur les quotas/);
    await page.context().close();
  });

  it('a file goes with the form, and comes back as a download', async () => {
    const page = await visit(tickets.en_attente);
    const before = versionIn(await page.content());
    await page.getByLabel('Votre message').fill('Voici ce que je vois.');
    await page
      .getByLabel(/^Capture/)
      .setInputFiles({ name: 'vu.png', mimeType: 'image/png', buffer: Buffer.from(png.bytes) });
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.waitForURL('**?fait=repondu');
    expect(versionIn(await page.content())).not.toBe(before);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Télécharger vu.png/ }).click();
    expect((await coming).suggestedFilename()).toBe('vu.png');
    await page.context().close();
  });
});
