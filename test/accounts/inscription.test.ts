import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { identity, signedUp } from '../support/people.ts';
import { makeAccount, password, Visitor } from '../support/visitor.ts';

const VERIFICATION = '/inscription/verification/';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
// What a network may ask in an hour is the subject of one test alone.
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

const newcomer = (): Visitor => new Visitor(instance.url);

async function signUp(fields: Record<string, string>) {
  const visitor = newcomer();
  await visitor.get('/inscription');
  return visitor.post('/inscription', fields);
}

async function resend(email: string) {
  const visitor = newcomer();
  await visitor.get('/inscription/lien');
  return visitor.post('/inscription/lien', { email });
}

const accountOf = async (email: string) =>
  (await instance.apie('compte', 'lister')).map((line) => JSON.parse(line)).find((compte) => compte.email === email);

describe('signing up', () => {
  it('opens an account of a demandeur once its e-mail is verified, which opening the link is not', async () => {
    const typed = identity();
    const asked = await signUp({ ...typed, email: ` ${typed.email.toUpperCase()} ` });
    expect([asked.status, asked.location]).toEqual([303, '/inscription/lien?envoye=oui']);
    expect((await newcomer().get('/inscription/lien?envoye=oui')).html).toContain('Un message vient de partir');
    const [mail, ...others] = await mailsTo(instance, typed.email);
    expect([mail?.subject, others]).toEqual(['Vérifiez votre adresse e-mail', []]);

    const path = linkIn(mail, VERIFICATION);
    for (let opening = 0; opening < 2; opening++) {
      const page = await newcomer().get(path);
      expect([page.status, page.html.includes('Camille Noël')]).toEqual([200, true]);
    }
    expect((await newcomer().logIn(typed.email)).status).toBe(422);
    const verified = await newcomer().post(path, {});
    expect([verified.status, verified.location]).toEqual([303, '/connexion?session=verifiee']);
    expect((await newcomer().get('/connexion?session=verifiee')).html).toContain('Votre adresse est vérifiée');
    expect([(await newcomer().post(path, {})).status, (await newcomer().get(path)).status]).toEqual([404, 404]);

    expect((await newcomer().logIn(typed.email)).location).toBe('/compte');
    expect(await accountOf(typed.email)).toMatchObject({ prenom: 'Camille', nom: 'Noël', roles: ['demandeur'] });
  });

  it('gives no session before, and says how to be sent the link again', async () => {
    const typed = identity();
    await signUp(typed);
    const visitor = newcomer();
    const { status, html, headers } = await visitor.logIn(typed.email);
    expect([status, headers.getSetCookie()]).toEqual([422, []]);
    expect(html).toContain('Votre adresse n’est pas encore vérifiée');
    expect(html).toContain('action="/inscription/lien"');
    expect(html).toContain(`value="${typed.email}"`);
    // To who does not know the password, it is an account like any other.
    expect((await newcomer().logIn(typed.email, 'pas le bon')).html).toContain('E-mail ou mot de passe incorrect');

    await visitor.post('/inscription/lien', { email: typed.email });
    const [first, second] = (await mailsTo(instance, typed.email)).map((mail) => linkIn(mail, VERIFICATION));
    expect((await newcomer().get(first ?? '')).status).toBe(404);
    expect((await newcomer().post(second ?? '', {})).status).toBe(303);
    expect((await newcomer().logIn(typed.email)).status).toBe(303);
  });

  it('says the same of an e-mail that has an account, and tells its holder alone', async () => {
    const known = await makeAccount(instance, 'instructeur');
    const [again, never] = [await signUp(identity(known)), await signUp(identity())];
    expect([again.status, again.location, again.html]).toEqual([never.status, never.location, never.html]);
    const [mail] = await mailsTo(instance, known);
    expect(mail?.subject).toBe('Vous avez déjà un compte');
    expect([linkIn(mail, '/connexion'), linkIn(mail, '/mot-de-passe/oublie')]).toHaveLength(2);
    expect(await accountOf(known)).toMatchObject({ prenom: '', roles: ['instructeur'] });
    expect((await newcomer().logIn(known)).status).toBe(303);

    const [toKnown, toNobody] = [await resend(known), await resend('personne@nulle-part.example')];
    expect([toKnown.status, toKnown.location]).toEqual([toNobody.status, toNobody.location]);
    expect(await mailsTo(instance, known)).toHaveLength(1);
    expect(await mailsTo(instance, 'personne@nulle-part.example')).toEqual([]);
  });

  it('made twice before verification, holds what was said last, under the last link alone', async () => {
    const typed = identity();
    await signUp({ ...typed, prenom: 'Quelqu’un d’autre' });
    const next = 'quatre autres mots ensemble';
    await signUp({ ...typed, mot_de_passe: next, confirmation: next });
    const [first, second] = (await mailsTo(instance, typed.email)).map((mail) => linkIn(mail, VERIFICATION));
    expect((await newcomer().post(first ?? '', {})).status).toBe(404);
    expect((await newcomer().post(second ?? '', {})).status).toBe(303);
    expect((await newcomer().logIn(typed.email)).status).toBe(422);
    expect((await newcomer().logIn(typed.email, next)).status).toBe(303);
    expect((await accountOf(typed.email)).prenom).toBe('Camille');
  });

  it('can be verified for 24 hours, and is forgotten after seven days', async () => {
    const typed = identity();
    await signUp(typed);
    const path = linkIn((await mailsTo(instance, typed.email))[0], VERIFICATION);
    await instance.apie('horloge', 'avancer', '23h');
    expect((await newcomer().get(path)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '1h');
    expect([(await newcomer().get(path)).status, (await newcomer().post(path, {})).status]).toEqual([404, 404]);
    expect((await newcomer().get(path)).html).toContain('Ce lien n’est plus valable');
    await instance.apie('horloge', 'avancer', '5d');
    expect(await accountOf(typed.email)).toBeDefined();
    await instance.apie('horloge', 'avancer', '25h');
    expect(await accountOf(typed.email)).toBeUndefined();
  });

  it('says what is to be mended, keeping what was typed but the passwords', async () => {
    const typed = { ...identity(), email: 'pas une adresse', prenom: '', telephone: 'douze', confirmation: 'autre' };
    const { status, html } = await signUp({ ...typed, mot_de_passe: 'court' });
    expect(status).toBe(422);
    expect(html).toContain('<title>Erreur – Créer un compte – API Entreprise</title>');
    expect(html).toContain('5 erreurs sont à corriger');
    for (const field of ['email', 'prenom', 'telephone', 'mot_de_passe', 'confirmation']) {
      expect(html).toContain(`href="#champ-${field}"`);
      expect(html).toContain(`id="champ-${field}"`);
    }
    expect(html).toContain('value="pas une adresse"');
    expect(html).toContain('value="Noël"');
    expect(html).not.toMatch(/value="(court|autre)"/);
    expect((await signUp({ ...identity(), mot_de_passe: '', confirmation: '' })).html).toContain(
      'Choisissez un mot de passe.',
    );
    expect((await resend('pas une adresse')).status).toBe(422);
  });

  it('takes any bytes as words, never as a failure', async () => {
    const typed = { ...identity(), prenom: 'a\0b', nom: '\uD800', fonction: '<b>"&' };
    expect((await signUp(typed)).status).toBe(303);
    expect((await newcomer().get(`${VERIFICATION}${'x'.repeat(500)}`)).status).toBe(404);
    expect((await newcomer().get(`${VERIFICATION}..%2f`)).status).toBe(404);
  });

  it('sends at most three mails an hour to one e-mail, saying nothing of it', async () => {
    const typed = identity();
    expect((await signUp(typed)).status).toBe(303);
    for (let time = 0; time < 4; time++) expect((await resend(typed.email)).status).toBe(303);
    expect(await mailsTo(instance, typed.email)).toHaveLength(3);
    await instance.apie('horloge', 'avancer', '61m');
    await resend(typed.email);
    expect(await mailsTo(instance, typed.email)).toHaveLength(4);
  });

  it('from one network is slowed down after twenty requests an hour', async () => {
    for (let turn = 0; turn < 20; turn++) await resend(`a${turn}@mairie.example`);
    const refused = [await signUp(identity()), await resend('b@mairie.example')];
    for (const { status, headers, html } of refused) {
      expect([status, headers.get('retry-after')]).toEqual([429, '3600']);
      expect(html).toContain('Trop de demandes');
    }
    await instance.apie('horloge', 'avancer', '61m');
    expect((await signUp(identity())).status).toBe(303);
  });

  it('is refused from another site', async () => {
    const visitor = newcomer();
    await visitor.get('/inscription');
    const foreign = { Origin: 'https://ailleurs.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await visitor.post('/inscription', identity(), foreign)).status).toBe(403);
  });

  it('leaves no cookie, no key in a page, a log or another address', async () => {
    const typed = identity();
    expect((await signUp(typed)).headers.getSetCookie()).toEqual([]);
    const path = linkIn((await mailsTo(instance, typed.email))[0], VERIFICATION);
    const { headers, html } = await newcomer().get(path);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    const key = path.split('/').at(-1) ?? '';
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].filter(([, address = '']) => address.includes(key))).toEqual(
      [],
    );
    for (const secret of [key, password]) expect(instance.logged()).not.toContain(secret);
  });

  it('is not asked of who is logged in', async () => {
    const { visitor, email } = await signedUp(instance);
    await visitor.logIn(email);
    expect((await visitor.get('/inscription')).location).toBe('/compte');
  });
});
