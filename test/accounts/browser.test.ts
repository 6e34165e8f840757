import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/records/databases.fixture.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { makeIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { codeOf, identity } from '../support/people.ts';
import { makeAccount, password, Visitor } from '../support/visitor.ts';

const SIRET = '10000001700010';
const FACTOR = '/compte/securite/double-authentification';
const ERROR = 'Erreur – ';

describe.skipIf(chromiumPath === undefined)('pages of accounts, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  let provider: TestIdentityProvider;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  beforeAll(async () => {
    const port = await freePort();
    provider = await makeIdentityProvider(`http://127.0.0.1:${port}`);
    await provider.start();
    instance = await startTestInstance({ environment: { PORT: String(port), ...provider.environment } });
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
    await provider.stop();
  });
  beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

  /** Nothing that axe knows of, a title, and room in 320 px; then goes on as wide as before. */
  async function audit(page: Page, title: string): Promise<void> {
    expect(await page.title()).toBe(`${title} – API Entreprise`);
    expect(await axeFaults(page), title).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth'), title).toBe(320);
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  const inMain = (page: Page) => page.getByRole('main');
  const press = (page: Page, name: string | RegExp) => inMain(page).getByRole('button', { name }).first().click();

  async function inside(email: string, path = '/compte'): Promise<Page> {
    const page = await visit(`/connexion?retour=${encodeURIComponent(path)}`);
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await press(page, 'Se connecter');
    await page.waitForURL(`**${path}`);
    return page;
  }

  it('signing up, in each of its states', async () => {
    const page = await visit('/inscription');
    await audit(page, 'Créer un compte');
    await press(page, 'Créer mon compte');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Créer un compte`);
    const typed = identity();
    await page.getByLabel('Adresse e-mail').fill(typed.email);
    await page.getByLabel('Prénom').fill(typed.prenom);
    await page.getByLabel('Nom', { exact: true }).fill(typed.nom);
    await page.locator('#champ-mot_de_passe').fill(password);
    await page.getByLabel('Mot de passe, une seconde fois').fill(password);
    await press(page, 'Créer mon compte');
    await page.getByRole('status').waitFor();
    await audit(page, 'Vérifiez votre messagerie');
    await page.goto(`${instance.url}/connexion`);
    await page.getByLabel('Adresse e-mail').fill(typed.email);
    await page.getByLabel('Mot de passe').fill(password);
    await press(page, 'Se connecter');
    await page.getByText('pas encore vérifiée').waitFor();
    await audit(page, `${ERROR}Vérifiez votre messagerie`);
    await page.goto(
      `${instance.url}${linkIn((await mailsTo(instance, typed.email))[0], '/inscription/verification/')}`,
    );
    await audit(page, 'Vérifier votre adresse');
    await press(page, /^C’est bien/);
    await page.getByRole('status').waitFor();
    await audit(page, 'Se connecter');
    await page.goto(`${instance.url}/inscription/verification/plus-rien`);
    await audit(page, `${ERROR}Ce lien n’est plus valable`);
    await page.context().close();
  });

  it('a lost password, in each of its states', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const page = await visit('/mot-de-passe/oublie');
    await audit(page, 'Mot de passe oublié');
    await press(page, 'Recevoir un lien');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Mot de passe oublié`);
    await page.getByLabel('Adresse e-mail').fill(email);
    await press(page, 'Recevoir un lien');
    await page.getByRole('status').waitFor();
    await audit(page, 'Mot de passe oublié');
    await page.goto(`${instance.url}${linkIn((await mailsTo(instance, email))[0], '/mot-de-passe/')}`);
    await audit(page, 'Choisir un nouveau mot de passe');
    await press(page, 'Changer de mot de passe');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Choisir un nouveau mot de passe`);
    await page.goto(`${instance.url}/mot-de-passe/plus-rien`);
    await audit(page, `${ERROR}Ce lien n’est plus valable`);
    await page.context().close();
  });

  it('one’s profile and e-mail, in each of their states', async () => {
    const page = await inside(await makeAccount(instance, 'demandeur'), '/compte/profil');
    await audit(page, 'Mon profil');
    await press(page, 'Enregistrer');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Mon profil`);
    await page.getByLabel('Nouvelle adresse e-mail').fill('une-adresse-nouvelle-et-longue@mairie.example');
    await page.getByLabel('Votre mot de passe').fill(password);
    await press(page, 'Changer d’adresse');
    await page.getByRole('status').waitFor();
    await audit(page, 'Mon profil');
    const [mail] = await mailsTo(instance, 'une-adresse-nouvelle-et-longue@mairie.example');
    await page.goto(`${instance.url}${linkIn(mail, '/adresse/')}`);
    await audit(page, 'Confirmer votre nouvelle adresse');
    await press(page, 'Changer d’adresse');
    await page.getByRole('heading', { name: 'Votre adresse est changée' }).waitFor();
    await audit(page, 'Votre adresse est changée');
    await page.goto(`${instance.url}/adresse/plus-rien`);
    await audit(page, `${ERROR}Ce lien n’est plus valable`);
    await page.context().close();
  });

  it('organisations, from none to colleagues, in each of their states', async () => {
    const [email, colleague] = [await makeAccount(instance, 'demandeur'), await makeAccount(instance, 'demandeur')];
    const page = await inside(email, '/compte/organisations');
    await audit(page, 'Mes organisations');
    await press(page, 'Ajouter');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Mes organisations`);
    await page.getByLabel('Numéro de SIRET').fill(SIRET);
    await press(page, 'Ajouter');
    await page.getByRole('status').waitFor();
    await audit(page, 'Mes organisations');
    await inMain(page)
      .getByRole('link', { name: /^Établissement/ })
      .click();
    await page.getByRole('heading', { name: 'Collègues' }).waitFor();
    await audit(page, 'Établissement 100 000 017 00010');
    await instance.apie('compte', 'rattacher', email, SIRET);
    await page.reload();
    await page.getByLabel(/^Son adresse/).fill(colleague);
    await press(page, 'Envoyer l’invitation');
    await page.getByRole('status').waitFor();
    await audit(page, 'Établissement 100 000 017 00010');
    await press(page, 'Envoyer l’invitation');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Établissement 100 000 017 00010`);
    await inMain(page).getByRole('link', { name: 'Quitter l’organisation' }).click();
    await page.waitForURL('**/quitter');
    await audit(page, 'Quitter l’organisation ?');
    await page.goto(`${instance.url}${linkIn((await mailsTo(instance, colleague))[0], '/invitation/')}`);
    await audit(page, 'Une invitation');
    await page.goto(`${instance.url}/invitation/plus-rien`);
    await audit(page, `${ERROR}Cette invitation n’est plus valable`);
    await page.context().close();
    const theirs = await inside(colleague, '/compte/organisations');
    await theirs.getByRole('heading', { name: 'Invitations reçues' }).waitFor();
    await audit(theirs, 'Mes organisations');
    await press(theirs, /^Accepter/);
    await theirs.getByRole('status').waitFor();
    expect(await inMain(theirs).innerText()).toContain(email);
    await theirs.context().close();
  });

  it('the second factor, in each of its states', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const page = await inside(email, FACTOR);
    await audit(page, 'Double authentification');
    await press(page, 'Activer la double authentification');
    await page.locator('svg.qr').waitFor();
    await audit(page, 'Double authentification');
    const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
    await page.locator('#champ-code').fill('000000');
    await press(page, 'Activer');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Double authentification`);
    await page.locator('#champ-code').fill(await codeOf(instance, secret));
    await press(page, 'Activer');
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
    await audit(page, 'Vos codes de secours');
    await page.getByRole('link', { name: 'J’ai copié mes codes' }).click();
    await page.getByRole('heading', { name: /^Désactiver/ }).waitFor();
    await audit(page, 'Double authentification');
    await press(page, 'Désactiver');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Double authentification`);
    await page.goto(`${instance.url}/compte/securite`);
    await audit(page, 'Sécurité');
    await page.context().close();
  });

  it('the administration of accounts and its journal, in each of their states', async () => {
    const subject = await makeAccount(instance, 'demandeur');
    await instance.apie('compte', 'rattacher', subject, SIRET);
    const page = await inside(await makeAccount(instance, 'administrateur'), '/administration/comptes');
    await audit(page, 'Comptes');
    await page.goto(`${instance.url}/administration/comptes?q=personne-de-ce-nom`);
    await audit(page, 'Comptes');
    await page.goto(`${instance.url}/administration/comptes?q=${subject}`);
    await page.getByRole('table').getByRole('link').click();
    await page.getByRole('heading', { name: 'Rôles' }).waitFor();
    await audit(page, `Compte de ${subject}`);
    await press(page, 'Changer les rôles');
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Compte de ${subject}`);
    await page.getByText('Instructeur', { exact: true }).click();
    await press(page, 'Changer les rôles');
    await page.getByRole('heading', { name: /^Changer les rôles de/ }).waitFor();
    await audit(page, `Changer les rôles de ${subject} ?`);
    await page.getByLabel(/^Raison/).fill('Rejoint l’équipe d’instruction');
    await press(page, 'Changer les rôles');
    await page.getByRole('status').waitFor();
    await page.goto(`${page.url().split('?')[0]}/second-facteur`);
    await audit(page, `Retirer la double authentification de ${subject} ?`);
    await press(page, /^Retirer/);
    await page.getByRole('alert').waitFor();
    await audit(page, `${ERROR}Retirer la double authentification de ${subject} ?`);
    await page.goto(`${instance.url}/administration/journal`);
    await audit(page, 'Journal de l’administration');
    await page.goto(`${instance.url}/administration/journal?q=personne-de-ce-nom`);
    await audit(page, 'Journal de l’administration');
    await page.context().close();
  });

  it('by keyboard alone and without a script: signing up, verifying, a second factor, a login with its code', async () => {
    const page = await visit('/inscription', { javaScriptEnabled: false });
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let key = 0; key < 60; key++) {
        await page.keyboard.press('Tab');
        const label = `${await focused.innerText()}${(await focused.getAttribute('name')) ?? ''}`;
        if (name.test(label)) return;
      }
      throw new Error(`no way to ${name} by keyboard on ${page.url()}`);
    };
    const type = async (name: RegExp, text: string): Promise<void> => {
      await tabTo(name);
      await page.keyboard.type(text);
    };
    const typed = identity();
    await type(/^email$/, typed.email);
    await type(/^prenom$/, typed.prenom);
    await type(/^nom$/, typed.nom);
    await type(/^mot_de_passe$/, password);
    await type(/^confirmation$/, password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/inscription/lien?envoye=oui');
    expect(await focused.getAttribute('role')).toBe('status');
    await page.goto(
      `${instance.url}${linkIn((await mailsTo(instance, typed.email))[0], '/inscription/verification/')}`,
    );
    await tabTo(/^C’est bien mon compte/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/connexion?session=verifiee');
    const logIn = async () => {
      await type(/^email$/, typed.email);
      await type(/^mot_de_passe$/, password);
      await page.keyboard.press('Enter');
    };
    await logIn();
    await page.waitForURL('**/compte');
    await tabTo(/^Sécurité$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compte/securite');
    await tabTo(/^Activer la double authentification$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${FACTOR}`);
    await tabTo(/^Activer la double authentification$/);
    await page.keyboard.press('Enter');
    await page.locator('svg.qr').waitFor();
    const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
    await type(/^code$/, await codeOf(instance, secret));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/confirmation');
    expect(await focused.innerText()).toContain('La double authentification est activée');
    await tabTo(/^J’ai copié mes codes$/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${FACTOR}`);
    await page.goto(`${instance.url}/compte`);
    await tabTo(/^Se déconnecter$/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/connexion?session=fermee');
    await logIn();
    await page.waitForURL('**/connexion/code');
    await audit(await reopened(page), 'Saisir le code');
    await type(/^code$/, '000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused.getAttribute('role')).toBe('alert');
    await type(/^code$/, await codeOf(instance, secret));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compte');
    await page.context().close();
  });

  /** The same page with its scripts, for axe to run in: what it holds does not depend on them. */
  async function reopened(page: Page): Promise<Page> {
    const path = new URL(page.url()).pathname;
    return visit(path, { storageState: await page.context().storageState() });
  }

  it('goes to the provider and back, and is logged out of both, under the policy of our pages', async () => {
    provider.person = { sub: 'au-clavier', email: 'au-clavier@agents.example', given_name: 'Dominique', siret: SIRET };
    const page = await visit('/connexion', { javaScriptEnabled: false, bypassCSP: false });
    await page.getByRole('link', { name: 'Se connecter avec ProConnect' }).click();
    await page.waitForURL('**/compte');
    expect(await page.locator('h1').innerText()).toBe('Bonjour Dominique');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(`${provider.issuer}/session/end*`);
    expect(new URL(page.url()).searchParams.get('post_logout_redirect_uri')).toContain('/deconnexion/retour');
    await page.context().close();
  });

  it('a provider that fails or is refused is told by pages that all can read', async () => {
    provider.userinfo = 'failing';
    const page = await visit('/connexion');
    await audit(page, 'Se connecter');
    await page.getByRole('link', { name: 'Se connecter avec ProConnect' }).click();
    await page.waitForURL('**/connexion/oidc/retour*');
    await audit(page, `${ERROR}ProConnect ne répond pas`);
    await page.reload();
    await audit(page, `${ERROR}La connexion n’a pas abouti`);
    provider.userinfo = 'signed';
    await page.context().close();
  });

  it('an address that opens nothing tells an unknown visitor nothing', async () => {
    const visitor = new Visitor(instance.url);
    for (const path of ['/inscription/verification/x', '/mot-de-passe/x', '/adresse/x', '/invitation/x']) {
      const { status, headers } = await visitor.get(path);
      expect([status, headers.get('x-robots-tag')]).toEqual([404, 'noindex']);
    }
  });
});
