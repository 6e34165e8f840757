import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/records/databases.fixture.ts';
import { makeIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { codeOf, turnOnFactor } from '../support/people.ts';
import { loggedIn, makeAccount, password, Visitor } from '../support/visitor.ts';

const next = 'quatre autres mots ensemble';

let instance: TestInstance;
let provider: TestIdentityProvider;
beforeAll(async () => {
  const port = await freePort();
  provider = await makeIdentityProvider(`http://127.0.0.1:${port}`);
  await provider.start();
  instance = await startTestInstance({ environment: { PORT: String(port), ...provider.environment } });
});
afterAll(async () => {
  await instance.stop();
  await provider.stop();
});

const idOf = (visitor: Visitor): string => visitor.cookies.get('session') ?? '';

/** Someone whose browser holds this identifier of a session. */
function holding(id: string): Visitor {
  const visitor = new Visitor(instance.url);
  visitor.cookies.set('session', id);
  return visitor;
}

/** The e-mail of whoever this session belongs to; empty when it is nobody's. */
async function ownerOf(id: string): Promise<string> {
  const { status, html } = await holding(id).get('/compte/profil');
  return status === 200 ? (/[\w.-]+@[\w.-]+\.example/.exec(html.slice(html.indexOf('<main')))?.[0] ?? '') : '';
}

/** Every way in, for someone whose browser holds what was planted there; gives his e-mail. */
const waysIn: readonly (readonly [string, (victim: Visitor) => Promise<string>])[] = [
  [
    'a password',
    async (victim) => {
      const email = await makeAccount(instance, 'demandeur');
      await victim.post('/connexion', { email, mot_de_passe: password }, { 'Sec-Fetch-Site': 'same-origin' });
      return email;
    },
  ],
  [
    'a password, then a code',
    async (victim) => {
      const email = await makeAccount(instance, 'demandeur');
      const before = new Visitor(instance.url);
      await before.logIn(email);
      const { secret } = await turnOnFactor(instance, before);
      const own = { 'Sec-Fetch-Site': 'same-origin' };
      await victim.post('/connexion', { email, mot_de_passe: password }, own);
      await victim.post('/connexion/code', { code: await codeOf(instance, secret) }, own);
      return email;
    },
  ],
  [
    'an identity provider',
    async (victim) => {
      const email = `federe-${Math.random().toString(36).slice(2)}@agents.example`;
      provider.person = { sub: email, email, given_name: 'Camille', usual_name: 'Noël', siret: '10000001700010' };
      const left = await victim.get('/connexion/oidc');
      await victim.get(await provider.through(left.location ?? ''));
      return email;
    },
  ],
];

describe.each(waysIn)('logging in by %s', (_, enter) => {
  it('opens a session of its own, in the place of an identifier that nobody has', async () => {
    const planted = 'A'.repeat(43);
    const victim = holding(planted);
    const email = await enter(victim);
    expect(idOf(victim)).not.toBe(planted);
    expect([await ownerOf(idOf(victim)), await ownerOf(planted)]).toEqual([email, '']);
  });

  it('leaves to who has planted his own session nothing of it, not even his', async () => {
    const attacker = await loggedIn(instance, 'demandeur');
    const planted = idOf(attacker);
    const victim = holding(planted);
    const email = await enter(victim);
    expect(idOf(victim)).not.toBe(planted);
    expect([await ownerOf(idOf(victim)), await ownerOf(planted)]).toEqual([email, '']);
  });
});

it('a login that awaits its code opens nothing, nor does the key of another’s', async () => {
  const email = await makeAccount(instance, 'demandeur');
  const before = new Visitor(instance.url);
  await before.logIn(email);
  const { secret } = await turnOnFactor(instance, before);
  const [victim, attacker] = [new Visitor(instance.url), new Visitor(instance.url)];
  for (const visitor of [victim, attacker]) await visitor.logIn(email);
  expect([idOf(victim), (await victim.get('/compte')).status]).toEqual(['', 303]);
  // The key of the attacker planted in the browser of who has the phone: it serves once, and for him.
  victim.cookies.set('etape', attacker.cookies.get('etape') ?? '');
  await victim.get('/connexion/code');
  await victim.post('/connexion/code', { code: await codeOf(instance, secret) });
  expect(await ownerOf(idOf(victim))).toBe(email);
  expect((await attacker.get('/connexion/code')).location).toBe('/connexion?session=etape');
});

describe('an identifier that someone has copied', () => {
  it('opens nothing once the password was changed, nor once another was chosen by mail', async () => {
    for (const change of ['page', 'mail'] as const) {
      const email = await makeAccount(instance, 'demandeur');
      const visitor = new Visitor(instance.url);
      await visitor.logIn(email);
      const copied = idOf(visitor);
      await visitor.get('/compte/securite');
      if (change === 'page')
        await visitor.post('/compte/securite', { actuel: password, nouveau: next, confirmation: next });
      else {
        await new Visitor(instance.url).post('/mot-de-passe/oublie', { email }, { 'Sec-Fetch-Site': 'same-origin' });
        const link = linkIn((await mailsTo(instance, email)).at(-1), '/mot-de-passe/');
        await new Visitor(instance.url).post(link, { nouveau: next, confirmation: next });
      }
      expect([change, await ownerOf(copied)]).toEqual([change, '']);
    }
  });

  it('opens nothing once its holder has left, and no other role than he has now', async () => {
    const visitor = await loggedIn(instance, 'instructeur');
    const copied = idOf(visitor);
    const administrator = await loggedIn(instance, 'administrateur');
    const { html } = await administrator.get(`/administration/comptes?q=${await ownerOf(copied)}`);
    const [, account = ''] = /comptes\/([\da-f-]{36})/.exec(html) ?? [];
    expect((await holding(copied).get('/instruction')).status).toBe(200);
    const roles = { avant: 'instructeur', role: 'demandeur', confirme: 'oui', raison: 'Fin de mission.' };
    await administrator.get(`/administration/comptes/${account}`);
    expect((await administrator.post(`/administration/comptes/${account}/roles`, roles)).status).toBe(303);
    expect((await holding(copied).get('/instruction')).status).toBe(404);
    await visitor.get('/compte');
    await visitor.post('/deconnexion', {});
    expect(await ownerOf(copied)).toBe('');
  });
});

it('the account of an administrator is not acted upon by himself, however his identifier is written', async () => {
  const administrator = await loggedIn(instance, 'administrateur');
  const email = await ownerOf(idOf(administrator));
  const { html } = await administrator.get(`/administration/comptes?q=${email}`);
  const [, account = ''] = /comptes\/([\da-f-]{36})/.exec(html) ?? [];
  for (const id of [account, account.toUpperCase()]) {
    const address = `/administration/comptes/${id}/desactiver`;
    expect((await administrator.get(address)).status).toBe(404);
    await administrator.get('/compte/securite');
    expect((await administrator.post(address, { raison: 'Pour voir.' })).status).toBe(404);
  }
  expect((await administrator.get('/compte')).status).toBe(200);
});
