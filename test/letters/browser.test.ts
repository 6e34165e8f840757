import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { linkIn } from '../support/mails.ts';
import { makeAccount, password } from '../support/visitor.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;
const ROOT = '/administration/infolettres';
const corps = [
  '## Ce qui arrive',
  'Deux données, **tout de suite** : `effectifs` et [le catalogue](/catalogue).',
  '- une puce avec https://exemple.example/une/adresse/qui/est/vraiment/tres/longue/et/ne/se/coupe/pas',
  '> Un extrait cité.',
  '| Donnée | Fournisseur | Depuis |\n|---|---|---|\n| Effectifs | Gip-Mds | mars |\n| Chiffre d’affaires | DGFiP | avril |',
  '| A | B |\n|---|---|\n| 1 | 2 |',
  '```\ncurl https://entreprise.example/v2/entreprises/100100015?token=…&context=…&recipient=…&object=…\n```',
].join('\n\n');

describe.skipIf(chromiumPath === undefined)('letters, in a browser', { timeout: 180_000 }, () => {
  let instance: TestInstance;
  let mailServer: MailServer;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  let session: StorageState;
  let email: string;
  /** Pages made along the way. */
  const places = { draft: '', scheduled: '', leaving: '', archive: '', confirmation: '', preferences: '' };

  beforeAll(async () => {
    mailServer = await startMailServer();
    instance = await startTestInstance({ environment: { SMTP_URL: mailServer.url } });
    email = await makeAccount(instance, 'administrateur');
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
    await mailServer.stop();
  });

  const pass = (duration: string) => instance.apie('horloge', 'avancer', duration);
  const inside = (path: string) => visit(path, { storageState: session });

  async function audit(page: Page): Promise<void> {
    expect([page.url(), await axeFaults(page)]).toEqual([page.url(), []]);
    expect(await page.locator('h1').count()).toBe(1);
    await page.setViewportSize({ width: 320, height: 700 });
    expect([page.url(), await page.evaluate('document.documentElement.scrollWidth')]).toEqual([page.url(), 320]);
    await page.context().close();
  }

  async function pressed(page: Page, name: string): Promise<Page> {
    await page.getByRole('main').getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
    return page;
  }

  async function write(page: Page, titre: string): Promise<Page> {
    await page.getByText('Infolettre', { exact: true }).click();
    await page.locator('[name=titre]').fill(titre);
    await page.locator('[name=resume]').fill('Ce que la lettre dit, en une phrase.');
    await page.locator('[name=corps]').fill(corps);
    return pressed(page, 'Enregistrer et voir l’aperçu');
  }

  const keyOf = (beginning: string) => linkIn(mailServer.received.at(-1), beginning);

  it('one subscribes, confirms, chooses and leaves by keyboard alone, without a script', async () => {
    const page = await visit('/infolettres', { javaScriptEnabled: false });
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let key = 0; key < 60; key++) {
        await page.keyboard.press('Tab');
        const said = `${await focused.innerText()}|${(await focused.getAttribute('value')) ?? ''}|${(await focused.getAttribute('name')) ?? ''}`;
        if (name.test(said)) return;
      }
      throw new Error(`no way to ${name} by keyboard`);
    };
    await tabTo(/email$/);
    await page.keyboard.type('clavier@mairie.example');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused.getAttribute('role')).toBe('alert');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**#champ-liste');
    expect(await page.getByLabel('Adresse e-mail').inputValue()).toBe('clavier@mairie.example');
    expect(await focused.getAttribute('value')).toBe('infolettre');
    await page.keyboard.press('Space');
    await tabTo(/S’abonner/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/infolettres?demande=envoyee');
    expect(await page.getByRole('status').innerText()).toContain('Vérifiez votre messagerie');

    await pass('6s');
    await page.goto(`${instance.url}${keyOf('/infolettres/confirmation/')}`);
    await tabTo(/Confirmer l’abonnement/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fait=confirme');
    await tabTo(/\|techlettre\|/);
    await page.keyboard.press('Space');
    await tabTo(/Enregistrer mes choix/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**?fait=enregistre');
    expect(await page.locator('[value=techlettre]').isChecked()).toBe(true);
    await tabTo(/Se désabonner/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vous êtes désabonné' }).waitFor();
    await page.context().close();
  });

  it('before any letter, nothing that axe knows of, and it fits in 320 px', async () => {
    const page = await visit('/connexion');
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await pressed(page, 'Se connecter');
    await page.waitForURL('**/compte');
    session = await page.context().storageState();
    await page.context().close();
    await audit(await visit('/infolettres/archives'));
    await audit(await inside(ROOT));
    await audit(await inside(`${ROOT}/nouvelle`));
    await audit(await pressed(await inside(`${ROOT}/nouvelle`), 'Enregistrer'));
  });

  it('a subscription, in each state', async () => {
    for (const address of ['a@mairie.example', 'refuse@mairie.example']) {
      const page = await visit('/infolettres');
      await page.getByLabel('Adresse e-mail').fill(address);
      await page.getByText('Infolettre', { exact: true }).click();
      await page.getByText('Techlettre', { exact: true }).click();
      await pressed(page, 'S’abonner');
      await page.waitForURL('**?demande=envoyee');
      await pass('6s');
      const link = keyOf('/infolettres/confirmation/');
      if (address.startsWith('a@')) {
        await audit(page);
        await audit(await visit(link));
      }
      const confirmed = await pressed(await visit(link), 'Confirmer l’abonnement');
      places.preferences = new URL(confirmed.url()).pathname;
      places.confirmation = link;
      await audit(confirmed);
    }
    await audit(await pressed(await visit('/infolettres'), 'S’abonner'));
    await audit(await visit(places.confirmation));
    await audit(await visit('/infolettres/preferences/inconnue'));
    await audit(await visit(places.preferences));
    await audit(await visit(`${places.preferences}/desinscription`));
    await audit(await visit(`${places.preferences}/desinscription/techlettre`));
    await audit(await pressed(await visit(`${places.preferences}/desinscription/techlettre`), 'Se désabonner'));
  });

  it('a letter being written, in each state', async () => {
    const preview = await write(await inside(`${ROOT}/nouvelle`), 'Un titre assez long pour prendre deux lignes');
    places.draft = new URL(preview.url()).pathname.replace('/apercu', '');
    const mail = preview.frameLocator('iframe');
    expect(await mail.getByRole('heading', { level: 1 }).innerText()).toContain('Un titre assez long');
    expect((await mail.getByRole('heading', { level: 2 }).boundingBox())?.height).toBe(28);
    await audit(preview);
    await audit(await inside(`${places.draft}/apercu/page`));
    await audit(await inside(places.draft));
    await audit(await inside(`${places.draft}/modifier`));
    await audit(await inside(`${places.draft}/supprimer`));
    await audit(await inside(`${places.draft}/envoyer`));
    const late = await inside(`${places.draft}/envoyer`);
    await late.getByLabel('Départ plus tard').fill('2020-01-01T08:00');
    await audit(await pressed(late, 'Envoyer à 2 abonnés'));
    const tested = await inside(places.draft);
    await tested.getByLabel('Adresse d’un administrateur').fill('a@mairie.example');
    await audit(await pressed(tested, 'Envoyer l’essai'));
    const sent = await pressed(await inside(places.draft), 'Envoyer l’essai');
    expect(await sent.getByRole('status').innerText()).toContain('L’essai est parti');
    await sent.context().close();
    const stale = await inside(`${places.draft}/modifier`);
    await (await write(await inside(`${places.draft}/modifier`), 'Titre d’une autre')).context().close();
    await audit(await pressed(stale, 'Enregistrer et voir l’aperçu'));
  });

  it('a letter that leaves, in each state', async () => {
    mailServer.answerTo = (to) => (to.startsWith('refuse') ? { code: 550, text: '5.1.1 Adresse inconnue' } : null);
    const scheduled = await pressed(await inside(`${places.draft}/envoyer`), 'Envoyer à 2 abonnés');
    expect(await scheduled.getByRole('status').innerText()).toContain('Le départ est fixé');
    await audit(scheduled);
    await audit(await inside(ROOT));
    await audit(await inside(`${places.draft}/apercu`));
    await pass('6m');
    const leaving = await inside(places.draft);
    expect(await leaving.getByRole('heading', { name: 'Envoi en cours' }).isVisible()).toBe(true);
    await audit(leaving);
    await pass('6s');
    await pass('6s');
    const over = await inside(places.draft);
    expect(await over.getByRole('row', { name: /refuse@mairie\.example/ }).innerText()).toContain('5.1.1');
    places.archive =
      (await over.getByRole('link', { name: 'Voir la lettre dans les archives' }).getAttribute('href')) ?? '';
    await audit(over);
    await audit(await pressed(await inside(places.draft), 'Réessayer les échecs'));
    await audit(await inside(ROOT));
    await audit(await visit(places.archive));
    await audit(await visit('/infolettres/archives?genre=infolettre'));
    await audit(await visit('/infolettres'));
    await audit(await visit('/recherche?q=effectifs'));
  });
});
