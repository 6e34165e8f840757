import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { loggedIn, makeAccount, password, Visitor } from '../support/visitor.ts';

const INCORRECT = 'E-mail ou mot de passe incorrect';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const newcomer = (): Visitor => new Visitor(instance.url);

describe('logging in', () => {
  it('opens one’s account, and the page tells who one is', async () => {
    const visitor = newcomer();
    const email = await makeAccount(instance, 'instructeur');
    const { status, location } = await visitor.logIn(email);
    expect([status, location]).toEqual([303, '/compte']);
    const page = await visitor.get('/compte');
    expect(page.html).toContain('Instructeur');
    expect(page.html).toContain(email);
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    expect((await visitor.get('/etat-des-services')).html).toContain('Se déconnecter');
  });

  it('takes the e-mail however it is typed', async () => {
    const email = await makeAccount(instance, 'demandeur');
    expect((await newcomer().logIn(` ${email.toUpperCase()} `)).status).toBe(303);
  });

  it('gives a cookie that scripts and other sites cannot use, and none before', async () => {
    const visitor = newcomer();
    expect((await visitor.get('/connexion')).headers.getSetCookie()).toEqual([]);
    const { headers } = await visitor.logIn(await makeAccount(instance, 'demandeur'));
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('says the same of an unknown e-mail, a wrong password and a deactivated account', async () => {
    const [known, closed] = [await makeAccount(instance, 'demandeur'), await makeAccount(instance, 'demandeur')];
    await instance.apie('compte', 'desactiver', closed);
    const without = (html: string, email: string): string => html.replaceAll(email, '').replace(/value="[^"]*"/g, '');
    const pages = [];
    for (const [email, secret] of [
      [known, 'pas le bon mot de passe'],
      ['inconnu@ministere.example', password],
      [closed, password],
      ['pas une adresse', password],
    ] as const) {
      const { status, html, headers } = await newcomer().logIn(email, secret);
      expect([status, headers.getSetCookie()]).toEqual([422, []]);
      expect(html).toContain(INCORRECT);
      expect(html).toContain('<title>Erreur – Se connecter – API Entreprise</title>');
      expect(html).not.toContain(secret);
      pages.push(without(html, email));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('keeps the e-mail typed, says what is missing beside its field', async () => {
    const visitor = newcomer();
    const { status, html } = await visitor.logIn('moi@ministere.example', '');
    expect(status).toBe(422);
    expect(html).toContain('value="moi@ministere.example"');
    expect(html).toContain('<a href="#champ-mot_de_passe">Saisissez votre mot de passe.</a>');
  });

  it('takes any bytes as a wrong password, never as a failure', async () => {
    for (const field of ['\0', '\uD800', "'; drop table comptes; --", 'é'.repeat(5000)]) {
      expect((await newcomer().logIn(field, field)).status).toBe(422);
    }
  });

  it('never adopts an identifier that the browser came with', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const chosen = 'A'.repeat(43);
    const victim = newcomer();
    victim.cookies.set('session', chosen);
    await victim.logIn(email);
    expect(victim.cookies.get('session')).not.toBe(chosen);
    const attacker = newcomer();
    attacker.cookies.set('session', chosen);
    expect((await attacker.get('/compte')).status).toBe(303);
  });

  it('ends the session that the same browser had', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const visitor = newcomer();
    await visitor.logIn(email);
    const before = newcomer();
    before.cookies.set('session', visitor.cookies.get('session') ?? '');
    expect((await before.get('/compte')).status).toBe(200);
    // The form of another tab, opened before the first login.
    await visitor.post('/connexion', { email, mot_de_passe: password, _csrf: '' }, { 'Sec-Fetch-Site': 'same-origin' });
    expect((await visitor.get('/compte')).status).toBe(200);
    expect((await before.get('/compte')).status).toBe(303);
  });
});

describe('where one goes after login', () => {
  it('is the page that asked for it', async () => {
    const visitor = newcomer();
    const { location } = await visitor.get('/compte/securite?fait=session');
    expect(location).toBe('/connexion?retour=%2Fcompte%2Fsecurite%3Ffait%3Dsession');
    const { html } = await visitor.get(location ?? '');
    expect(html).toContain('name="retour" value="/compte/securite?fait=session"');
  });

  it.each([
    'https://ailleurs.example/',
    '//ailleurs.example/',
    '/\\ailleurs.example/',
    '/\t/ailleurs.example/',
    '/..//ailleurs.example/',
    '\\\\ailleurs.example',
    'javascript:alert(1)',
    'etat-des-services',
    '/connexion',
  ])('is never %j', async (retour) => {
    const visitor = newcomer();
    const email = await makeAccount(instance, 'demandeur');
    const page = await visitor.get(`/connexion?${new URLSearchParams({ retour })}`);
    expect(page.html).not.toContain('name="retour"');
    const { location } = await visitor.post('/connexion', { email, mot_de_passe: password, retour });
    expect(location).toBe('/compte');
    const again = await visitor.get(`/connexion?${new URLSearchParams({ retour })}`);
    expect([again.status, again.location]).toEqual([303, '/compte']);
  });

  it('is safe for a header, whatever its letters', async () => {
    const visitor = newcomer();
    const email = await makeAccount(instance, 'demandeur');
    await visitor.get('/connexion');
    const { location } = await visitor.post('/connexion', { email, mot_de_passe: password, retour: '/été?a=é"' });
    expect(location).toBe('/%C3%A9t%C3%A9?a=%C3%A9%22');
  });
});

describe('too many attempts', () => {
  it('make an account wait, right password or not, known or not, until the clock says so', async () => {
    const email = await makeAccount(instance, 'demandeur');
    for (const typed of [email, 'personne@ministere.example']) {
      const visitor = newcomer();
      for (let attempt = 0; attempt < 5; attempt++)
        expect((await visitor.logIn(typed, 'faux')).html).toContain(INCORRECT);
      const { status, html, headers } = await visitor.logIn(typed);
      expect(status).toBe(429);
      expect(html).toMatch(/Trop d’essais : réessayez dans 15 minutes/);
      expect(headers.get('retry-after')).toBe('900');
    }
    await instance.apie('horloge', 'avancer', '14m');
    expect((await newcomer().logIn(email)).html).toContain('dans 1 minute<');
    await instance.apie('horloge', 'avancer', '1m');
    expect((await newcomer().logIn(email)).status).toBe(303);
  });

  it('are forgotten once one has logged in', async () => {
    const email = await makeAccount(instance, 'demandeur');
    for (let turn = 0; turn < 3; turn++) {
      for (let attempt = 0; attempt < 4; attempt++) await newcomer().logIn(email, 'faux');
      expect((await newcomer().logIn(email)).status).toBe(303);
    }
  });

  it('pass no more when they come all at once', async () => {
    await instance.apie('horloge', 'avancer', '16m');
    const email = await makeAccount(instance, 'demandeur');
    const attempts = Array.from({ length: 15 }, () => newcomer().logIn(email, 'faux'));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });

  it('make an address wait, whatever the accounts', async () => {
    await instance.apie('horloge', 'avancer', '16m');
    const email = await makeAccount(instance, 'demandeur');
    for (let attempt = 0; attempt < 20; attempt++) await newcomer().logIn(`nul-${attempt}@ministere.example`, 'faux');
    expect((await newcomer().logIn(email)).status).toBe(429);
    await instance.apie('horloge', 'avancer', '16m');
    expect((await newcomer().logIn(email)).status).toBe(303);
  });
});

describe('logging out', () => {
  it('closes the session at once, and says so', async () => {
    const visitor = await loggedIn(instance, 'demandeur');
    const copy = newcomer();
    copy.cookies.set('session', visitor.cookies.get('session') ?? '');
    await visitor.get('/compte');
    const { status, location } = await visitor.post('/deconnexion', {});
    expect([status, location]).toEqual([303, '/connexion?session=fermee']);
    expect(visitor.cookies.size).toBe(0);
    expect((await visitor.get('/connexion?session=fermee')).html).toContain('Vous êtes déconnecté');
    expect((await copy.get('/compte')).status).toBe(303);
  });
});

it('keeps passwords and identifiers of sessions out of the logs', async () => {
  const visitor = await loggedIn(instance, 'demandeur');
  await visitor.get('/compte');
  expect(instance.logged()).not.toContain(password);
  expect(instance.logged()).not.toContain(visitor.cookies.get('session'));
});
