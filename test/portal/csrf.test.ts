import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFormTokens, senderOf } from '../../src/portal/shared/csrf.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { loggedIn, makeAccount, password, Visitor } from '../support/visitor.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const own = { 'Sec-Fetch-Site': 'same-origin' };
const foreign: [string, Record<string, string>][] = [
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour of the same domain', { 'Sec-Fetch-Site': 'same-site' }],
  ['another origin, from a browser of before', { Origin: 'https://ailleurs.example' }],
];

describe('a form of who is logged in', () => {
  it.each<[string, string, Record<string, string>]>([
    ['no token', '', {}],
    ['no token, even from our own pages', '', own],
    ['a token that is none', 'jeton', own],
    ['a token of the right shape', `${Date.now().toString(36)}.${'A'.repeat(22)}.${'A'.repeat(43)}`, own],
  ])('is refused with %s, and nothing is done', async (_, _csrf, headers) => {
    const visitor = await loggedIn(instance, 'demandeur');
    const { status, html } = await visitor.post('/deconnexion', { _csrf }, headers);
    expect(status).toBe(403);
    expect(html).toContain('<title>Erreur – Envoi refusé – API Entreprise</title>');
    expect(html).toContain('rechargez-la');
    expect((await visitor.get('/compte')).status).toBe(200);
  });

  it('is refused with the token of another session, or of a visitor', async () => {
    const [one, other, nobody] = [
      await loggedIn(instance, 'demandeur'),
      await loggedIn(instance, 'demandeur'),
      new Visitor(instance.url),
    ];
    await other.get('/compte');
    await nobody.get('/connexion');
    for (const { formToken } of [other, nobody])
      expect((await one.post('/deconnexion', { _csrf: formToken }, own)).status).toBe(403);
  });

  it.each(foreign)('is refused from %s, its token right', async (_, headers) => {
    const visitor = await loggedIn(instance, 'demandeur');
    await visitor.get('/compte');
    expect((await visitor.post('/deconnexion', {}, headers)).status).toBe(403);
  });

  it('is taken with its token, however the browser speaks of where it comes from', async () => {
    for (const headers of [own, { Origin: 'null' }, { Origin: instance.url }, {}]) {
      const visitor = await loggedIn(instance, 'demandeur');
      await visitor.get('/compte');
      expect((await visitor.post('/deconnexion', {}, headers)).status).toBe(303);
    }
  });
});

describe('a form of a visitor', () => {
  const logIn = async (fields: Record<string, string>, headers: Record<string, string>): Promise<number> => {
    const email = await makeAccount(instance, 'demandeur');
    const visitor = new Visitor(instance.url);
    return (await visitor.post('/connexion', { email, mot_de_passe: password, ...fields }, headers)).status;
  };

  it.each(foreign)('is refused from %s', async (_, headers) => expect(await logIn({}, headers)).toBe(403));

  it('is taken from our own pages, by what the browser says', async () => {
    expect(await logIn({ _csrf: '' }, own)).toBe(303);
    expect(await logIn({ _csrf: '' }, { Origin: instance.url })).toBe(303);
  });

  it('needs the token of its page when the browser says nothing', async () => {
    expect(await logIn({ _csrf: '' }, {})).toBe(403);
    expect(await logIn({ _csrf: '' }, { Origin: 'null' })).toBe(403);
    const visitor = new Visitor(instance.url);
    await visitor.get('/connexion');
    expect(await logIn({ _csrf: visitor.formToken }, { Origin: 'null' })).toBe(303);
  });

  it('is refused when its page is older than twelve hours', async () => {
    const visitor = new Visitor(instance.url);
    await visitor.get('/connexion');
    await instance.apie('horloge', 'avancer', '13h');
    expect(await logIn({ _csrf: visitor.formToken }, {})).toBe(403);
  });
});

it('an address where nothing can be sent is unknown, whatever the token', async () => {
  expect((await new Visitor(instance.url).post('/nulle-part', {})).status).toBe(404);
});

it('a form too large is refused, for what it is', async () => {
  const { status, html } = await new Visitor(instance.url).post('/connexion', { email: 'x'.repeat(300_000) }, own);
  expect(status).toBe(413);
  expect(html).toContain('trop volumineux');
});

it('a program is told the same in JSON', async () => {
  const response = await fetch(`${instance.url}/connexion`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'x' }),
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({ errors: [expect.stringContaining('rechargez-la')] });
});

describe('tokens of forms', () => {
  const clock = { now: () => 1_800_000_000_000 };

  it('outlive a change of secret, and no other', () => {
    const token = createFormTokens(['ancien'], clock).make('session');
    expect(createFormTokens(['nouveau', 'ancien'], clock).accepts(token, 'session')).toBe(true);
    expect(createFormTokens(['nouveau'], clock).accepts(token, 'session')).toBe(false);
  });

  it('are never twice the same, and all good', () => {
    const tokens = createFormTokens(['secret'], clock);
    const [one, other] = [tokens.make(null), tokens.make(null)];
    expect(one).not.toBe(other);
    expect(tokens.accepts(one, null) && tokens.accepts(other, null)).toBe(true);
  });

  it('of a visitor are not of the future', () => {
    const later = createFormTokens(['secret'], { now: () => clock.now() + 60_000 });
    expect(createFormTokens(['secret'], clock).accepts(later.make(null), null)).toBe(false);
  });
});

describe('the sender of a form', () => {
  it.each<[Record<string, string>, string]>([
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 'own'],
    [{ 'sec-fetch-site': 'none' }, 'unknown'],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://portail.example' }, 'foreign'],
    [{ origin: 'https://portail.example' }, 'own'],
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }, 'own'],
    [{ origin: 'http://localhost:3000', host: 'portail.example' }, 'foreign'],
    [{ origin: 'https://portail.example.ailleurs.example' }, 'foreign'],
    [{ origin: 'n’importe quoi' }, 'foreign'],
    [{}, 'unknown'],
  ])('%j is %s', (headers, expected) => expect(senderOf(headers, 'https://portail.example')).toBe(expected));
});
