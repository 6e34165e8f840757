import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { loggedIn, makeAccount, password, Visitor } from '../support/visitor.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/compte')).status === 200;

/** Several browsers of the same person. */
async function browsersOf(count: number): Promise<{ email: string; browsers: Visitor[] }> {
  const email = await makeAccount(instance, 'demandeur');
  const browsers = Array.from({ length: count }, () => new Visitor(instance.url));
  for (const browser of browsers) await browser.logIn(email);
  return { email, browsers };
}

describe('a session', () => {
  it('ends after twelve hours without a page, told as such, and comes back where it was', async () => {
    const visitor = await loggedIn(instance, 'demandeur');
    await instance.apie('horloge', 'avancer', '11h');
    expect(await isIn(visitor)).toBe(true);
    await instance.apie('horloge', 'avancer', '11h');
    expect(await isIn(visitor)).toBe(true);
    await instance.apie('horloge', 'avancer', '13h');
    const { status, location } = await visitor.get('/compte/securite');
    expect([status, location]).toEqual([303, '/connexion?retour=%2Fcompte%2Fsecurite&session=expiree']);
    expect((await visitor.get(location ?? '')).html).toContain('Votre session a pris fin');
  });

  it('ends seven days after login, however used', async () => {
    const visitor = await loggedIn(instance, 'demandeur');
    for (let hours = 0; hours < 7 * 24 - 10; hours += 10) {
      await instance.apie('horloge', 'avancer', '10h');
      expect(await isIn(visitor), `${hours + 10} h`).toBe(true);
    }
    await instance.apie('horloge', 'avancer', '10h');
    expect(await isIn(visitor)).toBe(false);
  });

  it('ends at once when its account is deactivated, or given another password', async () => {
    const { email, browsers } = await browsersOf(1);
    const [browser = new Visitor('')] = browsers;
    await instance.apie('compte', 'desactiver', email);
    expect(await isIn(browser)).toBe(false);
    await instance.apie('compte', 'reactiver', email);
    expect(await isIn(browser)).toBe(false);
    await browser.logIn(email);
    expect(await isIn(browser)).toBe(true);
    await instance.apie('compte', 'mot-de-passe', email);
    expect(await isIn(browser)).toBe(false);
  });

  it('shows public pages to who has lost it, as to anyone', async () => {
    const visitor = new Visitor(instance.url);
    visitor.cookies.set('session', 'A'.repeat(43));
    const { status, html } = await visitor.get('/etat-des-services');
    expect(status).toBe(200);
    expect(html).toContain('Se connecter');
  });

  it('sends a form to the login page, and back to a page that exists', async () => {
    const { email, browsers } = await browsersOf(1);
    const [browser = new Visitor('')] = browsers;
    await browser.get('/compte/securite');
    await instance.apie('compte', 'desactiver', email);
    const there = { 'Sec-Fetch-Site': 'same-origin' };
    const form = await browser.post('/compte/securite', {}, there);
    expect(form.location).toBe('/connexion?retour=%2Fcompte%2Fsecurite&session=expiree');
    const pageless = await browser.post('/compte/securite/autres-sessions', {}, there);
    expect(pageless.location).toBe('/connexion?retour=%2Fcompte&session=expiree');
  });
});

describe('one’s sessions', () => {
  it('are listed in words, this one told', async () => {
    const visitor = new Visitor(instance.url);
    const email = await makeAccount(instance, 'demandeur');
    await visitor.get('/connexion');
    await visitor.post('/connexion', { email, mot_de_passe: password }, { 'User-Agent': FIREFOX });
    await new Visitor(instance.url).logIn(email);
    const { html } = await visitor.get('/compte/securite');
    expect(html).toContain('Firefox sur Windows');
    expect(html).toContain('127.0.0.1');
    expect(html.match(/C’est cette session/g)).toHaveLength(1);
    expect(html.match(/action="\/compte\/securite\/sessions"/g)).toHaveLength(1);
  });

  it('can be closed one by one, at once', async () => {
    const { browsers } = await browsersOf(2);
    const [here = new Visitor(''), there = new Visitor('')] = browsers;
    const { html } = await here.get('/compte/securite');
    const session = /name="session" value="([^"]*)"/.exec(html)?.[1] ?? '';
    const { location } = await here.post('/compte/securite/sessions', { session });
    expect(location).toBe('/compte/securite?fait=session');
    expect((await here.get(location ?? '')).html).toContain('La session est fermée');
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  it('can be closed all but this one', async () => {
    const { browsers } = await browsersOf(4);
    const [here = new Visitor(''), ...others] = browsers;
    const { html } = await here.get('/compte/securite');
    expect(html).toContain('Fermer mes 3 autres sessions');
    await here.post('/compte/securite/autres-sessions', {});
    expect(await Promise.all([here, ...others].map(isIn))).toEqual([true, false, false, false]);
  });

  it('are no one else’s to close', async () => {
    const [mine, theirs] = [await browsersOf(2), await browsersOf(1)];
    const [victim = new Visitor('')] = mine.browsers;
    const { html } = await victim.get('/compte/securite');
    const session = /name="session" value="([^"]*)"/.exec(html)?.[1] ?? '';
    const [attacker = new Visitor('')] = theirs.browsers;
    await attacker.get('/compte/securite');
    expect((await attacker.post('/compte/securite/sessions', { session })).status).toBe(404);
    expect(await Promise.all(mine.browsers.map(isIn))).toEqual([true, true]);
  });
});

describe('changing one’s password', () => {
  const next = 'quatre autres mots ensemble';

  it('closes the other sessions, gives this one a new identifier, and the old password opens nothing more', async () => {
    const { email, browsers } = await browsersOf(2);
    const [here = new Visitor(''), there = new Visitor('')] = browsers;
    const before = here.cookies.get('session');
    await here.get('/compte/securite');
    const { location } = await here.post('/compte/securite', { actuel: password, nouveau: next, confirmation: next });
    expect(location).toBe('/compte/securite?fait=mot-de-passe');
    expect(here.cookies.get('session')).not.toBe(before);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect((await new Visitor(instance.url).logIn(email)).status).toBe(422);
    expect((await new Visitor(instance.url).logIn(email, next)).status).toBe(303);
    expect(instance.logged()).not.toContain(next);
  });

  it.each([
    [{ actuel: '', nouveau: next, confirmation: next }, 'Saisissez votre mot de passe actuel.'],
    [{ actuel: 'faux', nouveau: next, confirmation: next }, 'Ce mot de passe n’est pas le vôtre.'],
    [{ actuel: password, nouveau: 'court', confirmation: 'court' }, '12 caractères au moins'],
    [{ actuel: password, nouveau: 'Motdepasse123!', confirmation: 'Motdepasse123!' }, 'parmi les premiers'],
    [{ actuel: password, nouveau: next, confirmation: `${next} ` }, 'Les deux nouveaux mots de passe diffèrent.'],
  ])('is refused: %j', async (fields, sentence) => {
    const visitor = await loggedIn(instance, 'demandeur');
    await visitor.get('/compte/securite');
    const { status, html } = await visitor.post('/compte/securite', fields);
    expect(status).toBe(422);
    expect(html).toContain(sentence);
    for (const value of Object.values(fields).filter((text) => text !== '')) expect(html).not.toContain(value);
  });

  it('cannot be tried for ever', async () => {
    const visitor = await loggedIn(instance, 'demandeur');
    await visitor.get('/compte/securite');
    const fields = { actuel: 'faux', nouveau: next, confirmation: next };
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await visitor.post('/compte/securite', fields)).status).toBe(422);
    expect((await visitor.post('/compte/securite', { ...fields, actuel: password })).status).toBe(429);
  });
});

describe('roles', () => {
  it('a page of another role does not exist', async () => {
    const visitor = await loggedIn(instance, 'demandeur');
    const { status, html } = await visitor.get('/administration');
    expect(status).toBe(404);
    expect(html).toContain('Page introuvable');
    expect(html).not.toContain('href="/administration"');
    expect((await new Visitor(instance.url).get('/administration')).location).toBe(
      '/connexion?retour=%2Fadministration',
    );
  });

  it('an administrator finds his', async () => {
    const visitor = await loggedIn(instance, 'demandeur,administrateur');
    expect((await visitor.get('/compte')).html).toContain('href="/administration"');
    expect((await visitor.get('/administration')).status).toBe(200);
  });
});
