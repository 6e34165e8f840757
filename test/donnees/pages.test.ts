import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { makeAccount, password, Visitor } from '../support/visitor.ts';

const DATA = '/compte/donnees';
const ERASE = `${DATA}/effacement`;
const granted = 'ines.durand@mairie.example';
const refused = 'jean.morel@mairie.example';
const paul = 'paul.lenoir@interne.example';

let instance: TestInstance;
beforeAll(async () => {
  const varDir = await dossierAvecDemandes(async (atelier) => {
    const [ines, jean, instructeur] = [
      await atelier.compte(granted, 'demandeur'),
      await atelier.compte(refused, 'demandeur'),
      await atelier.compte(paul, 'instructeur'),
    ];
    await atelier.organisation();
    await atelier.bureau(20).agir(await atelier.envoyee(ines, 30), instructeur, 'valider');
    await atelier.bureau(20).agir(await atelier.envoyee(jean, 30), instructeur, 'archiver');
  });
  instance = await startTestInstance({ varDir });
}, 60_000);
afterAll(() => instance.stop());

async function inside(email: string): Promise<Visitor> {
  const visitor = new Visitor(instance.url);
  await visitor.logIn(email);
  return visitor;
}

describe('what is kept about oneself', () => {
  it('is for oneself alone: a visitor logs in first', async () => {
    const visitor = new Visitor(instance.url);
    for (const path of [DATA, `${DATA}/copie`, ERASE])
      expect((await visitor.get(path)).location).toContain('/connexion');
  });

  it('is taken away as a file, whole, without what opens anything, nor what is others’', async () => {
    const ines = await inside(granted);
    const { html, headers, status } = await ines.get(`${DATA}/copie`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.json"$/);
    expect(headers.get('cache-control')).toContain('no-store');
    const data = JSON.parse(html);
    expect(data.compte).toMatchObject({ email: granted, nom: 'Durand', a_un_mot_de_passe: true });
    expect(data.sessions).toHaveLength(1);
    expect(data.organisations).toMatchObject([{ siret: '10010001500013' }]);
    expect(data.demandes).toHaveLength(1);
    expect(data.demandes[0]).toMatchObject({ etat: 'validee', contenu: { destinataires: expect.any(String) } });
    expect(data.demandes[0].evenements.length).toBeGreaterThan(1);
    expect(data.jetons).toHaveLength(1);
    expect(html).not.toMatch(/\$argon2|eyJ|empreinte|secret|jean\.morel/);
  });

  it('is not erased while one answers for a right in force, and the page says why, before and after', async () => {
    const ines = await inside(granted);
    const { html } = await ines.get(DATA);
    expect(html).toContain('Vous répondez d’une habilitation en vigueur');
    expect(html).not.toContain(`href="${ERASE}"`);
    expect((await ines.get(ERASE)).location).toBe(DATA);
    await ines.get(DATA);
    const forced = await ines.post(ERASE, { mot_de_passe: password });
    expect([forced.status, forced.html.includes('ne peut pas être effacé')]).toEqual([409, true]);
    expect((await ines.get('/compte')).status).toBe(200);
  });

  it('the last administrator keeps his account, on the pages and by command', async () => {
    const email = await makeAccount(instance, 'administrateur');
    const admin = await inside(email);
    expect((await admin.get(DATA)).html).toContain('le dernier administrateur');
    await expect(instance.apie('compte', 'desactiver', email)).rejects.toThrow('dernier administrateur');
    expect((await admin.get('/administration/comptes')).status).toBe(200);
    const other = await makeAccount(instance, 'administrateur');
    await instance.apie('compte', 'desactiver', other);
    await expect(instance.apie('compte', 'desactiver', email)).rejects.toThrow('dernier administrateur');
  });

  it('is erased with one’s password, at once: nobody comes back, administrators see no name, a mail says so', async () => {
    const jean = await inside(refused);
    const second = await inside(refused);
    const admin = await inside(await makeAccount(instance, 'administrateur'));
    await jean.get(ERASE);
    const wrong = await jean.post(ERASE, { mot_de_passe: 'pas celui-là du tout' });
    expect([wrong.status, wrong.html.includes('n’est pas le vôtre')]).toEqual([422, true]);
    expect(wrong.html).toContain('<title>Erreur – ');
    expect((await jean.post(ERASE, { _csrf: 'faux', mot_de_passe: password })).status).toBe(403);
    await jean.get(ERASE);
    const done = await jean.post(ERASE, { mot_de_passe: password });
    expect([done.status, done.html.includes('Votre compte est effacé')]).toEqual([200, true]);
    expect(done.html).not.toContain(refused);
    for (const visitor of [jean, second]) expect((await visitor.get('/compte')).location).toContain('/connexion');
    expect((await inside(refused)).cookies.has('session')).toBe(false);
    const list = await admin.get(`/administration/comptes?q=${encodeURIComponent('morel')}`);
    expect(list.html).not.toMatch(/jean\.morel|Compte effacé/);
    expect((await mailsTo(instance, refused)).at(-1)?.subject).toBe('Votre compte est effacé');
    expect(instance.logged()).not.toContain(refused);
  });

  it('the upkeep of the instance forgets by its clock: who never came back, and drafts', async () => {
    const email = await makeAccount(instance, 'demandeur');
    await inside(email);
    let ines = await inside(granted);
    await ines.get('/demandes/nouvelle?cas=marches_publics');
    const made = await ines.post('/demandes/nouvelle', { cas: 'marches_publics', intitule: 'Oubliée' });
    const draft = made.location?.split('/').slice(0, 3).join('/') ?? '';
    await instance.apie('horloge', 'avancer', '5M');
    ines = await inside(granted);
    expect((await ines.get(draft)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '12M');
    ines = await inside(granted);
    expect((await ines.get(draft)).status).toBe(404);
    await instance.apie('horloge', 'avancer', '10j');
    expect((await mailsTo(instance, email)).at(-1)?.subject).toBe('Votre compte va être effacé');
    await instance.apie('horloge', 'avancer', '31j');
    await instance.apie('horloge', 'avancer', '2h');
    expect((await inside(email)).cookies.has('session')).toBe(false);
    expect((await inside(granted)).cookies.has('session')).toBe(true);
  });

  it('the page of personal data says of each how long, from the table that upkeep obeys', async () => {
    const { html } = await new Visitor(instance.url).get('/donnees-personnelles');
    const words = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toMatch(
      /Demandes d’accès.*personnes et fichiers 18 mois, le reste 36 mois.*brouillon jamais envoyé : 6 mois/,
    );
    expect(words).toMatch(/Sans visite depuis 18 mois, il est effacé, après un courriel envoyé 30 jours plus tôt/);
    expect(words).not.toContain('{{');
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 60_000 }, () => {
  const visit = browserOn(() => instance.url, { bypassCSP: true });

  async function open(email: string, path: string): Promise<Page> {
    const page = await visit(`/connexion?retour=${encodeURIComponent(path)}`);
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe').fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL(`**${path}`);
    return page;
  }

  async function audit(page: Page, title: string): Promise<void> {
    expect(await page.title()).toContain(title);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await axeFaults(page), title).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  }

  it('its pages, and those of mails received: no fault for axe, nothing wider than 320 px', async () => {
    await audit(await open(granted, DATA), 'Mes données');
    await audit(await open(await makeAccount(instance, 'instructeur'), '/compte/notifications'), 'Courriels');
    const page = await open(await makeAccount(instance, 'demandeur'), ERASE);
    await audit(page, 'Effacer mon compte');
    await page.getByRole('button', { name: 'Effacer définitivement' }).click();
    await audit(page, 'Erreur – Effacer mon compte');
    await page.getByLabel('Votre mot de passe').fill(password);
    await page.getByRole('button', { name: 'Effacer définitivement' }).click();
    await audit(page, 'Votre compte est effacé');
  });
});
