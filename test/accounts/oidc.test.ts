import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/records/databases.fixture.ts';
import { makeIdentityProvider, type TestIdentityProvider, type Told } from '../support/identity-provider.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { identity, turnOnFactor } from '../support/people.ts';
import { makeAccount, type Page, password, Visitor } from '../support/visitor.ts';

const SIRET = '10000001700010';
const OTHER = '10010001500013';

let provider: TestIdentityProvider;
let instance: TestInstance;
beforeAll(async () => {
  const port = await freePort();
  provider = await makeIdentityProvider(`http://127.0.0.1:${port}`);
  // Not there yet: a service does not wait for its identity provider to start.
  instance = await startTestInstance({ environment: { PORT: String(port), ...provider.environment } });
});
afterAll(async () => {
  await instance.stop();
  await provider.stop();
});

let people = 0;
const someone = (more: Partial<Told> = {}): Told => {
  const sub = `personne-${++people}`;
  return { sub, email: `${sub}@agents.example`, given_name: 'Camille', usual_name: 'Noël', siret: SIRET, ...more };
};
const accountOf = async (email: string) =>
  (await instance.apie('compte', 'lister')).map((line) => JSON.parse(line)).find((compte) => compte.email === email);

/** Through the provider and back. */
async function enter(person: Told | 'gives up', visitor = new Visitor(instance.url), retour = '') {
  provider.person = person;
  const query = retour === '' ? '' : `?${new URLSearchParams({ retour })}`;
  const left = await visitor.get(`/connexion/oidc${query}`);
  const back = await provider.through(left.location ?? '');
  return { visitor, left, back, page: await visitor.get(back) };
}

describe('a provider that is away', () => {
  it('stops neither the service nor its other way in, and says so', async () => {
    const visitor = new Visitor(instance.url);
    expect((await visitor.get('/connexion')).html).toContain('Se connecter avec ProConnect');
    const { status, html, headers } = await visitor.get('/connexion/oidc');
    expect([status, headers.get('retry-after')]).toEqual([503, '60']);
    expect(html).toContain('<h1>ProConnect ne répond pas</h1>');
    expect(html).toContain('href="/connexion"');
    expect((await visitor.logIn(await makeAccount(instance, 'demandeur'))).location).toBe('/compte');
  });
});

describe('a provider that is there', () => {
  beforeAll(() => provider.start());
  beforeEach(() => {
    provider.userinfo = 'signed';
  });

  it('is asked with a code, PKCE, a state and a nonce, which change each time', async () => {
    const visitor = new Visitor(instance.url);
    const [one, two] = [await visitor.get('/connexion/oidc'), await visitor.get('/connexion/oidc')];
    const [asked, again] = [one, two].map(({ location }) => new URL(location ?? '').searchParams);
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      response_type: 'code',
      scope: 'openid email given_name usual_name siret',
      code_challenge_method: 'S256',
      redirect_uri: `${instance.url}/connexion/oidc/retour`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked?.get(name)).not.toBe(again?.get(name));
    expect(one.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^fournisseur=[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(one.headers.getSetCookie().join()).not.toContain(asked?.get('nonce'));
  });

  it('opens an account to who has none, verified, with his organisation', async () => {
    const person = someone();
    const { visitor, page } = await enter(person, undefined, '/compte/organisations');
    expect([page.status, page.location]).toEqual([303, '/compte/organisations']);
    expect(visitor.cookies.has('fournisseur')).toBe(false);
    const { html } = await visitor.get('/compte/organisations');
    for (const words of ['Camille Noël', 'Appartenance vérifiée', '100 000 017 00010']) expect(html).toContain(words);
    expect(await accountOf(person.email ?? '')).toMatchObject({ prenom: 'Camille', roles: ['demandeur'] });
    // No password opens it, none is asked for.
    expect((await new Visitor(instance.url).logIn(person.email ?? '')).status).toBe(422);
    expect((await visitor.get('/compte/profil')).html).not.toContain('type="password"');
  });

  it('knows who comes back by his name there, whatever his e-mail has become', async () => {
    const person = someone();
    await enter(person);
    const { page, visitor } = await enter({ ...person, email: 'autre@agents.example' });
    expect(page.location).toBe('/compte');
    expect((await visitor.get('/compte')).html).toContain(person.email);
    expect(await accountOf('autre@agents.example')).toBeUndefined();
    expect(await mailsTo(instance, person.email ?? '')).toEqual([]);
  });

  it('links the account that has this e-mail, and its holder is told once', async () => {
    const email = await makeAccount(instance, 'instructeur');
    const person = someone({ email: email.toUpperCase() });
    for (let time = 0; time < 2; time++) {
      const { visitor } = await enter(person);
      expect((await visitor.get('/compte')).html).toContain('Instructeur');
    }
    expect((await mailsTo(instance, email)).map(({ subject }) => subject)).toEqual([
      'Votre compte est relié à ProConnect',
    ]);
    expect((await new Visitor(instance.url).logIn(email)).location).toBe('/compte');
  });

  it('links an account that was never verified, whose password and link then open nothing', async () => {
    const typed = identity();
    const thief = new Visitor(instance.url);
    await thief.get('/inscription');
    await thief.post('/inscription', typed);
    const verification = linkIn((await mailsTo(instance, typed.email))[0], '/inscription/verification/');
    const { page } = await enter(someone({ email: typed.email }));
    expect(page.location).toBe('/compte');
    expect((await thief.logIn(typed.email)).status).toBe(422);
    expect((await thief.get(verification)).status).toBe(404);
  });

  it('asks for no other code: it answers for who comes', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    await turnOnFactor(instance, visitor);
    expect((await enter(someone({ email }))).page.location).toBe('/compte');
  });

  it('moves someone who has changed organisations, and leaves what others have verified', async () => {
    const person = someone();
    const { visitor } = await enter(person);
    await instance.apie('compte', 'rattacher', person.email ?? '', '10020003600018');
    await enter({ ...person, siret: OTHER });
    const { html } = await visitor.get('/compte/organisations');
    expect(html).not.toContain(`organisations/${SIRET}`);
    for (const siret of [OTHER, '10020003600018']) expect(html).toContain(`organisations/${siret}`);
    await enter({ ...person, siret: 'pas un siret' });
    expect((await visitor.get('/compte/organisations')).html).toContain(`organisations/${OTHER}`);
  });

  it('answering for no e-mail opens nothing', async () => {
    const nobody = { sub: 'sans-adresse', siret: SIRET };
    const unchecked = someone({ email_verified: false });
    for (const person of [nobody, unchecked]) {
      const { page, visitor } = await enter(person);
      expect([page.status, page.html.includes('Votre adresse e-mail n’est pas connue')]).toEqual([422, true]);
      expect((await visitor.get('/compte')).status).toBe(303);
    }
    expect(await accountOf(unchecked.email ?? '')).toBeUndefined();
  });

  it('opens nothing to who has a closed account', async () => {
    const person = someone();
    await enter(person);
    await instance.apie('compte', 'desactiver', person.email ?? '');
    const { page } = await enter(person);
    expect([page.status, page.html.includes('Votre compte est désactivé')]).toEqual([422, true]);
    const byEmail = await makeAccount(instance, 'demandeur');
    await instance.apie('compte', 'desactiver', byEmail);
    expect((await enter(someone({ email: byEmail }))).page.status).toBe(422);
  });

  it('given up by the person, comes back to the login page, which says so', async () => {
    const { page, visitor } = await enter('gives up');
    expect([page.status, page.location]).toEqual([303, '/connexion?session=annulee']);
    expect((await visitor.get(page.location ?? '')).html).toContain('Vous avez renoncé');
  });

  const refused = ({ status, html }: Page) => [status, html.includes('La connexion n’a pas abouti')];

  it('is believed only by the browser that was sent there, once, within ten minutes', async () => {
    const { back, visitor } = await enter(someone());
    expect(refused(await visitor.get(back))).toEqual([422, true]);

    provider.person = someone();
    const victim = new Visitor(instance.url);
    const left = await victim.get('/connexion/oidc');
    const theirs = await provider.through(left.location ?? '');
    const thief = new Visitor(instance.url);
    expect(refused(await thief.get(theirs))).toEqual([422, true]);
    await thief.get('/connexion/oidc');
    expect(refused(await thief.get(theirs))).toEqual([422, true]);
    expect(refused(await victim.get(theirs.replace(/state=[^&]*/, 'state=autre')))).toEqual([422, true]);

    const late = new Visitor(instance.url);
    const begun = await late.get('/connexion/oidc');
    const tooLate = await provider.through(begun.location ?? '');
    await instance.apie('horloge', 'avancer', '10m');
    expect(refused(await late.get(tooLate))).toEqual([422, true]);
    for (const one of [thief, victim, late]) expect((await one.get('/compte')).status).toBe(303);
    // A cookie that we have not sealed.
    late.cookies.set('fournisseur', 'MQ.AAAA.AAAA.AAAA');
    expect(refused(await late.get('/connexion/oidc/retour?code=x&state=y'))).toEqual([422, true]);
  });

  it.each(['forged', 'unsigned'] as const)('is not believed when what it says is %s', async (userinfo) => {
    provider.userinfo = userinfo;
    const person = someone();
    const { page, visitor } = await enter(person);
    expect(refused(page)).toEqual([422, true]);
    expect((await visitor.get('/compte')).status).toBe(303);
    expect(await accountOf(person.email ?? '')).toBeUndefined();
  });

  it('failing midway is told as such', async () => {
    provider.userinfo = 'failing';
    const { page } = await enter(someone());
    expect([page.status, page.html.includes('ProConnect ne répond pas')]).toEqual([503, true]);
  });

  it('closes its own session too when one logs out here', async () => {
    const { visitor } = await enter(someone());
    await visitor.get('/compte');
    const { status, html, headers } = await visitor.post('/deconnexion', {});
    expect([status, visitor.cookies.size]).toEqual([200, 0]);
    const [, address = ''] = /^0; url=(.*)$/.exec(headers.get('refresh') ?? '') ?? [];
    const end = new URL(address);
    expect([end.origin, end.pathname]).toEqual([provider.issuer, '/session/end']);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${instance.url}/deconnexion/retour`);
    expect(end.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(html).toContain('Me déconnecter aussi de ProConnect');
    expect((await fetch(address, { headers: { Accept: 'text/html' } })).status).toBe(200);
    expect((await visitor.get('/deconnexion/retour')).location).toBe('/connexion?session=fermee');
    expect((await visitor.get('/compte')).status).toBe(303);
    // Who came by a password has no session there.
    await visitor.logIn(await makeAccount(instance, 'demandeur'));
    await visitor.get('/compte');
    expect((await visitor.post('/deconnexion', {})).location).toBe('/connexion?session=fermee');
  });

  it('leaves nothing of what it says in the logs, nor of what was asked', async () => {
    const { back, left } = await enter(someone());
    const secrets = [
      new URL(back, instance.url).searchParams.get('code') ?? '',
      new URL(left.location ?? '').searchParams.get('nonce') ?? '',
      provider.environment['OIDC_CLIENT_SECRET'] ?? '',
      password,
    ];
    for (const secret of secrets) {
      expect(secret).not.toBe('');
      expect(instance.logged()).not.toContain(secret);
    }
    expect(instance.logged()).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
