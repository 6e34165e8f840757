import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { makeAccount, password, Visitor } from '../support/visitor.ts';

const PROFILE = '/compte/profil';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

async function someone(): Promise<{ visitor: Visitor; email: string }> {
  const email = await makeAccount(instance, 'demandeur');
  const visitor = new Visitor(instance.url);
  await visitor.logIn(email);
  await visitor.get(PROFILE);
  return { visitor, email };
}

const anonymous = (): Visitor => new Visitor(instance.url);
let emails = 0;
const fresh = () => `nouvelle-${++emails}@mairie.example`;

describe('one’s profile', () => {
  it('is changed, and shown where one is named', async () => {
    const { visitor } = await someone();
    const person = { prenom: 'Dominique', nom: 'd’Été <b>', fonction: 'Acheteuse', telephone: '+33 1 23 45 67 89' };
    const { status, location } = await visitor.post(PROFILE, person);
    expect([status, location]).toEqual([303, `${PROFILE}?fait=profil`]);
    const { html } = await visitor.get(location ?? '');
    for (const words of ['sont enregistrées', 'value="Dominique"', 'value="Acheteuse"', 'value="+33 1 23 45 67 89"'])
      expect(html).toContain(words);
    expect((await visitor.get('/compte')).html).toContain('Bonjour Dominique d’Été &lt;b');
  });

  it.each([
    [{ prenom: '', nom: 'Noël', fonction: '', telephone: '' }, 'Saisissez votre prénom.'],
    [{ prenom: 'A', nom: '', fonction: '', telephone: '' }, 'Saisissez votre nom.'],
    [{ prenom: 'A', nom: 'B', fonction: 'x'.repeat(101), telephone: '' }, 'Restez sous 100 caractères'],
    [{ prenom: 'A', nom: 'B', fonction: '', telephone: '12' }, 'Saisissez un numéro de téléphone'],
    [{ prenom: 'A', nom: 'B', fonction: '', telephone: 'appelez-moi' }, 'Saisissez un numéro de téléphone'],
  ])('is refused: %j', async (person, sentence) => {
    const { visitor } = await someone();
    const { status, html } = await visitor.post(PROFILE, person);
    expect([status, html.includes(sentence), html.includes('<title>Erreur – ')]).toEqual([422, true, true]);
    expect((await visitor.get(PROFILE)).html).not.toContain('value="A"');
  });
});

describe('a new e-mail', () => {
  it('is one’s own once confirmed from it; the old one is told, and opens nothing more', async () => {
    const { visitor, email } = await someone();
    const next = fresh();
    await new Visitor(instance.url).post('/mot-de-passe/oublie', { email }, { 'Sec-Fetch-Site': 'same-origin' });
    const reset = linkIn((await mailsTo(instance, email))[0], '/mot-de-passe/');
    const { location } = await visitor.post(`${PROFILE}/adresse`, {
      email: next.toUpperCase(),
      mot_de_passe: password,
    });
    expect(location).toBe(`${PROFILE}?fait=adresse`);
    expect((await visitor.get(location ?? '')).html).toContain('Un message vient de partir');
    const path = linkIn((await mailsTo(instance, next))[0], '/adresse/');
    const page = await anonymous().get(path);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    for (const words of [email, next]) expect(page.html).toContain(words);
    expect((await anonymous().logIn(next)).status).toBe(422);

    const changed = await anonymous().post(path, {});
    expect([changed.status, changed.html.includes('Votre adresse est changée')]).toEqual([200, true]);
    expect((await anonymous().post(path, {})).status).toBe(404);
    expect((await anonymous().logIn(email)).status).toBe(422);
    expect((await anonymous().logIn(next)).status).toBe(303);
    const told = (await mailsTo(instance, email)).at(-1);
    expect(told?.subject).toBe('L’adresse e-mail de votre compte a été changée');
    expect(told?.text).toContain(next);
    expect((await anonymous().get(reset)).status).toBe(404);
  });

  it('is asked with one’s password, again and again but not for ever', async () => {
    const { visitor } = await someone();
    const ask = (secret: string) => visitor.post(`${PROFILE}/adresse`, { email: fresh(), mot_de_passe: secret });
    for (let time = 0; time < 5; time++) {
      const { status, html } = await ask('faux');
      expect([status, html.includes('Ce mot de passe n’est pas le vôtre.')]).toEqual([422, true]);
    }
    expect((await ask(password)).status).toBe(429);
  });

  it('that has an account says the same on screen, and tells that one alone', async () => {
    const [{ visitor, email }, other] = [await someone(), await makeAccount(instance, 'demandeur')];
    const { location } = await visitor.post(`${PROFILE}/adresse`, { email: other, mot_de_passe: password });
    expect(location).toBe(`${PROFILE}?fait=adresse`);
    expect((await mailsTo(instance, other)).map(({ subject }) => subject)).toEqual(['Vous avez déjà un compte']);
    expect(await mailsTo(instance, email)).toEqual([]);
  });

  it('taken meanwhile by another account changes nothing', async () => {
    const [one, two] = [await someone(), await someone()];
    const next = fresh();
    for (const { visitor } of [one, two])
      await visitor.post(`${PROFILE}/adresse`, { email: next, mot_de_passe: password });
    const links = (await mailsTo(instance, next)).map((mail) => linkIn(mail, '/adresse/'));
    expect((await anonymous().post(links[1] ?? '', {})).status).toBe(200);
    const late = await anonymous().post(links[0] ?? '', {});
    expect([late.status, late.html.includes('ouvert entre-temps')]).toEqual([409, true]);
    expect((await anonymous().logIn(one.email)).status).toBe(303);
  });

  it('is another than one’s own, has the form of one, and 24 hours', async () => {
    const { visitor, email } = await someone();
    for (const typed of [email, 'pas une adresse', ''])
      expect((await visitor.post(`${PROFILE}/adresse`, { email: typed, mot_de_passe: password })).status).toBe(422);
    const next = fresh();
    await visitor.post(`${PROFILE}/adresse`, { email: next, mot_de_passe: password });
    const path = linkIn((await mailsTo(instance, next))[0], '/adresse/');
    await instance.apie('horloge', 'avancer', '24h');
    expect([(await anonymous().get(path)).status, (await anonymous().post(path, {})).status]).toEqual([404, 404]);
  });
});
