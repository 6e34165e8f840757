import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { codeOf, type Factor, recoveryCodesIn, secretIn, turnOnFactor } from '../support/people.ts';
import { makeAccount, type Page, password, Visitor } from '../support/visitor.ts';

const FACTOR = '/compte/securite/double-authentification';
const WRONG = 'Ce code n’est pas le bon';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

const newcomer = (): Visitor => new Visitor(instance.url);
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/compte')).status === 200;

interface Someone extends Factor {
  readonly visitor: Visitor;
  readonly email: string;
}

/** Someone who has turned it on, and is logged in. */
async function someone(): Promise<Someone> {
  const email = await makeAccount(instance, 'demandeur');
  const visitor = newcomer();
  await visitor.logIn(email);
  return { visitor, email, ...(await turnOnFactor(instance, visitor)) };
}

/** At the second step of a login. */
async function halfIn(email: string): Promise<Visitor> {
  const visitor = newcomer();
  await visitor.logIn(email);
  await visitor.get('/connexion/code');
  return visitor;
}

const give = (visitor: Visitor, code: string): Promise<Page> => visitor.post('/connexion/code', { code });
const wrongOf = (code: string): string => code.replace(/\d$/, (digit) => String((Number(digit) + 5) % 10));

describe('turning it on', () => {
  it('shows a picture and its key, asks for a first code, and gives ten recovery codes this once', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const visitor = newcomer();
    await visitor.logIn(email);
    expect((await visitor.get(FACTOR)).html).toContain('Elle n’est pas activée');
    expect((await visitor.post(FACTOR, {})).location).toBe(FACTOR);
    const page = await visitor.get(FACTOR);
    expect(page.html).toMatch(/<svg class="qr"[^>]* role="img"/);
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    const secret = secretIn(page.html);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = /href="(otpauth:[^"]*)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(uri).toContain(encodeURIComponent(email));
    expect(uri).toContain(`secret=${secret}`);

    const code = await codeOf(instance, secret);
    const wrong = await visitor.post(`${FACTOR}/confirmation`, { code: wrongOf(code) });
    expect([wrong.status, wrong.html.includes('n’est pas celui de maintenant')]).toEqual([422, true]);
    expect(secretIn(wrong.html)).toBe(secret);
    expect((await newcomer().logIn(email)).location).toBe('/compte');
    const on = await visitor.post(`${FACTOR}/confirmation`, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(on.status).toBe(200);
    const codes = recoveryCodesIn(on.html);
    expect([codes.length, new Set(codes).size]).toEqual([10, 10]);
    const after = (await visitor.get(FACTOR)).html;
    expect(after).toContain('Codes de secours qui peuvent encore servir : 10 sur 10');
    for (const hidden of [secret, ...codes]) expect(after).not.toContain(hidden);
    expect((await visitor.post(`${FACTOR}/confirmation`, { code })).status).toBe(422);
    expect((await mailsTo(instance, email)).map(({ subject }) => subject)).toEqual([
      'La double authentification est activée',
    ]);
    for (const hidden of [secret, code, ...codes]) expect(instance.logged()).not.toContain(hidden);
  });

  it('begun again, shows another key, and the former one opens nothing', async () => {
    const visitor = newcomer();
    await visitor.logIn(await makeAccount(instance, 'demandeur'));
    const keys = [];
    for (let time = 0; time < 2; time++) {
      await visitor.get(FACTOR);
      await visitor.post(FACTOR, {});
      keys.push(secretIn((await visitor.get(FACTOR)).html));
    }
    expect(new Set(keys).size).toBe(2);
    const [first = '', second = ''] = keys;
    expect((await visitor.post(`${FACTOR}/confirmation`, { code: await codeOf(instance, first) })).status).toBe(422);
    expect((await visitor.post(`${FACTOR}/confirmation`, { code: await codeOf(instance, second) })).status).toBe(200);
    // Turned on, it is not replaced by asking for another.
    await visitor.post(FACTOR, {});
    expect(secretIn((await visitor.get(FACTOR)).html)).toBe('');
    expect((await visitor.get(FACTOR)).html).toContain('Elle est activée depuis');
  });
});

describe('a login', () => {
  it('asks for a code after the password, and opens no session before', async () => {
    const { email, secret } = await someone();
    const visitor = newcomer();
    await visitor.get('/connexion?retour=/compte/profil');
    const first = await visitor.post('/connexion', { email, mot_de_passe: password, retour: '/compte/profil' });
    expect([first.status, first.location]).toEqual([303, '/connexion/code?retour=%2Fcompte%2Fprofil']);
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^etape=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(await isIn(visitor)).toBe(false);
    const page = await visitor.get(first.location ?? '');
    expect([page.status, page.html.includes('name="retour" value="/compte/profil"')]).toEqual([200, true]);
    expect(page.html).toContain('autocomplete="one-time-code"');
    const code = await codeOf(instance, secret);
    const wrong = await visitor.post('/connexion/code', { code: wrongOf(code), retour: '/compte/profil' });
    expect([wrong.status, wrong.html.includes(WRONG), await isIn(visitor)]).toEqual([422, true, false]);
    await visitor.get(first.location ?? '');
    const opened = await visitor.post('/connexion/code', { code, retour: '/compte/profil' });
    expect([opened.status, opened.location]).toEqual([303, '/compte/profil']);
    expect(await isIn(visitor)).toBe(true);
    expect(visitor.cookies.has('etape')).toBe(false);
  });

  it('takes the code before and the one after, and each once', async () => {
    const { email, secret } = await someone();
    const code = await codeOf(instance, secret);
    await instance.apie('horloge', 'avancer', '30s');
    expect((await give(await halfIn(email), code)).location).toBe('/compte');
    const again = await give(await halfIn(email), code);
    expect([again.status, again.html.includes(WRONG)]).toEqual([422, true]);
    const old = await codeOf(instance, secret);
    await instance.apie('horloge', 'avancer', '61s');
    expect((await give(await halfIn(email), old)).status).toBe(422);
    const [line = ''] = await instance.apie('horloge', 'avancer', '30s');
    const timestamp = Date.parse(/\d{4}-\S+Z/.exec(line)?.[0] ?? '') + 30_000;
    const next = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
    expect((await give(await halfIn(email), next)).location).toBe('/compte');
  });

  it('given the same code from two browsers at once, opens one', async () => {
    const { email, secret } = await someone();
    const visitors = [await halfIn(email), await halfIn(email), await halfIn(email)];
    const code = await codeOf(instance, secret);
    const statuses = (await Promise.all(visitors.map((one) => give(one, code)))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 422, 422]);
  });

  it('takes a recovery code, however typed, once, and tells its holder', async () => {
    const { email, codes } = await someone();
    const [first = '', second = ''] = codes;
    expect((await give(await halfIn(email), first)).location).toBe('/compte');
    expect((await mailsTo(instance, email)).at(-1)).toMatchObject({
      subject: 'Un code de secours a servi',
      text: expect.stringContaining('Il vous en reste 9.'),
    });
    expect((await give(await halfIn(email), first)).status).toBe(422);
    const typed = second.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await give(await halfIn(email), typed)).location).toBe('/compte');
    const other = await someone();
    expect((await give(await halfIn(other.email), codes[2] ?? '')).status).toBe(422);
  });

  it('awaits its code ten minutes, five wrong ones, and no one else', async () => {
    const { email, secret } = await someone();
    const late = await halfIn(email);
    await instance.apie('horloge', 'avancer', '10m');
    const over = await give(late, await codeOf(instance, secret));
    expect([over.status, over.location]).toEqual([303, '/connexion?session=etape']);
    expect((await late.get('/connexion?session=etape')).html).toContain('Le temps de saisir le code est passé');
    expect((await newcomer().get('/connexion/code')).location).toBe('/connexion?session=etape');

    const visitor = await halfIn(email);
    for (let time = 0; time < 5; time++) expect((await give(visitor, '000000')).status).toBe(422);
    const refused = await give(visitor, await codeOf(instance, secret));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
    expect((await give(await halfIn(email), await codeOf(instance, secret))).status).toBe(429);
    await instance.apie('horloge', 'avancer', '15m');
    expect((await give(await halfIn(email), await codeOf(instance, secret))).location).toBe('/compte');
    expect((await give(visitor, '')).status).toBe(422);
  });

  it('left ajar, is closed with its account, or by another password', async () => {
    const { email, secret } = await someone();
    const visitor = await halfIn(email);
    await instance.apie('compte', 'desactiver', email);
    expect((await give(visitor, await codeOf(instance, secret))).location).toBe('/connexion?session=etape');
    await instance.apie('compte', 'reactiver', email);
    const again = await halfIn(email);
    await instance.apie('compte', 'mot-de-passe', email);
    expect((await give(again, await codeOf(instance, secret))).location).toBe('/connexion?session=etape');
  });

  it('after a lost password, asks for the code all the same', async () => {
    const { email, secret } = await someone();
    const visitor = newcomer();
    await visitor.get('/mot-de-passe/oublie');
    await visitor.post('/mot-de-passe/oublie', { email });
    const path = linkIn((await mailsTo(instance, email)).at(-1), '/mot-de-passe/');
    const next = 'quatre autres mots ensemble';
    await visitor.post(path, { nouveau: next, confirmation: next });
    const first = await visitor.logIn(email, next);
    expect(first.location).toBe('/connexion/code');
    expect((await give(visitor, await codeOf(instance, secret))).location).toBe('/compte');
  });
});

describe('once on', () => {
  it('new recovery codes take a code, and replace the former', async () => {
    const { visitor, email, secret, codes } = await someone();
    await visitor.get(FACTOR);
    expect((await visitor.post(`${FACTOR}/codes`, { code: '000000' })).status).toBe(422);
    const { html } = await visitor.post(`${FACTOR}/codes`, { code: await codeOf(instance, secret) });
    const renewed = recoveryCodesIn(html);
    expect(renewed).toHaveLength(10);
    expect((await give(await halfIn(email), codes[0] ?? '')).status).toBe(422);
    expect((await give(await halfIn(email), renewed[0] ?? '')).location).toBe('/compte');
  });

  it('is turned off with the password and a code, and told; a login then takes a password alone', async () => {
    const { visitor, email, secret } = await someone();
    await visitor.get(FACTOR);
    const turnOff = (words: string, code: string) =>
      visitor.post(`${FACTOR}/desactivation`, { mot_de_passe: words, code_desactivation: code });
    const code = await codeOf(instance, secret);
    const noPassword = await turnOff('faux', code);
    expect([noPassword.status, noPassword.html.includes('n’est pas le vôtre')]).toEqual([422, true]);
    const noCode = await turnOff(password, wrongOf(code));
    expect([noCode.status, noCode.html.includes('href="#champ-code_desactivation"')]).toEqual([422, true]);
    const { location } = await turnOff(password, code);
    expect(location).toBe(`${FACTOR}?fait=desactivee`);
    expect((await visitor.get(location ?? '')).html).toContain('La double authentification est désactivée');
    expect((await newcomer().logIn(email)).location).toBe('/compte');
    expect((await mailsTo(instance, email)).at(-1)?.subject).toBe('La double authentification est désactivée');
  });
});
