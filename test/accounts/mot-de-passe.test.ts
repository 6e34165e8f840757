import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { identity } from '../support/people.ts';
import { makeAccount, password, Visitor } from '../support/visitor.ts';

const next = 'quatre autres mots ensemble';
const chosen = { nouveau: next, confirmation: next };

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

const newcomer = (): Visitor => new Visitor(instance.url);

async function ask(email: string) {
  const visitor = newcomer();
  await visitor.get('/mot-de-passe/oublie');
  return visitor.post('/mot-de-passe/oublie', { email });
}

async function linkTo(email: string): Promise<string> {
  await ask(email);
  return linkIn((await mailsTo(instance, email)).at(-1), '/mot-de-passe/');
}

describe('a lost password', () => {
  it('is changed once by the link of a mail; every session closes, and its holder is told', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const inside = newcomer();
    await inside.logIn(email);
    const asked = await ask(email);
    expect([asked.status, asked.location]).toEqual([303, '/mot-de-passe/oublie?demande=envoyee']);
    const [mail] = await mailsTo(instance, email);
    expect(mail?.subject).toBe('Choisissez un nouveau mot de passe');
    const path = linkIn(mail, '/mot-de-passe/');
    const page = await newcomer().get(path);
    expect([page.status, page.html.includes(email)]).toEqual([200, true]);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');

    const changed = await newcomer().post(path, chosen);
    expect([changed.status, changed.location]).toEqual([303, '/connexion?session=mot-de-passe']);
    expect((await newcomer().get(changed.location ?? '')).html).toContain('Votre mot de passe est changé');
    expect([(await newcomer().get(path)).status, (await newcomer().post(path, chosen)).status]).toEqual([404, 404]);
    expect((await inside.get('/compte')).status).toBe(303);
    expect((await newcomer().logIn(email)).status).toBe(422);
    expect((await newcomer().logIn(email, next)).status).toBe(303);
    expect((await mailsTo(instance, email)).at(-1)?.subject).toBe('Votre mot de passe a été changé');
    for (const secret of [path.split('/').at(-1) ?? '', next]) expect(instance.logged()).not.toContain(secret);
  });

  it('says the same whether the e-mail has an account, none, or one that is closed', async () => {
    const [known, closed] = [await makeAccount(instance, 'demandeur'), await makeAccount(instance, 'demandeur')];
    await instance.apie('compte', 'desactiver', closed);
    const answers = [];
    for (const email of [known, closed, 'personne@nulle-part.example']) {
      const { status, location, html } = await ask(email);
      answers.push(JSON.stringify([status, location, html]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(await mailsTo(instance, known)).toHaveLength(1);
    expect(await mailsTo(instance, closed)).toEqual([]);
    expect(await mailsTo(instance, 'personne@nulle-part.example')).toEqual([]);
    expect((await newcomer().get('/mot-de-passe/oublie?demande=envoyee')).html).toContain('Si un compte existe');
  });

  it('has two hours, under the last link alone', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const first = await linkTo(email);
    const second = await linkTo(email);
    expect((await newcomer().get(first)).status).toBe(404);
    await instance.apie('horloge', 'avancer', '119m');
    expect((await newcomer().get(second)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '1m');
    const { status, html } = await newcomer().get(second);
    expect([status, html.includes('Ce lien n’est plus valable')]).toEqual([404, true]);
    expect((await newcomer().post(second, chosen)).status).toBe(404);
    expect((await newcomer().logIn(email)).status).toBe(303);
  });

  it('no longer changes by mail once it was changed otherwise, or its account closed', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const path = await linkTo(email);
    await instance.apie('compte', 'mot-de-passe', email);
    expect((await newcomer().get(path)).status).toBe(404);
    const again = await linkTo(email);
    await instance.apie('compte', 'desactiver', email);
    await instance.apie('compte', 'reactiver', email);
    expect((await newcomer().post(again, chosen)).status).toBe(404);
  });

  it('verifies the e-mail of who had not yet', async () => {
    const typed = identity();
    const visitor = newcomer();
    await visitor.get('/inscription');
    await visitor.post('/inscription', typed);
    const verification = linkIn((await mailsTo(instance, typed.email))[0], '/inscription/verification/');
    await newcomer().post(await linkTo(typed.email), chosen);
    expect((await newcomer().logIn(typed.email, next)).location).toBe('/compte');
    expect((await newcomer().get(verification)).status).toBe(404);
  });

  it.each([
    [{ nouveau: 'court', confirmation: 'court' }, '12 caractères au moins'],
    [{ nouveau: 'Motdepasse123!', confirmation: 'Motdepasse123!' }, 'parmi les premiers'],
    [{ nouveau: next, confirmation: `${next} ` }, 'Les deux nouveaux mots de passe diffèrent.'],
  ])('is not replaced by %j, and the link still serves', async (fields, sentence) => {
    const email = await makeAccount(instance, 'demandeur');
    const path = await linkTo(email);
    const { status, html } = await newcomer().post(path, fields);
    expect([status, html.includes(sentence), html.includes('<title>Erreur – ')]).toEqual([422, true, true]);
    expect(html).not.toContain(`value="${fields.nouveau}"`);
    expect((await newcomer().logIn(email)).status).toBe(303);
    expect((await newcomer().post(path, chosen)).status).toBe(303);
  });

  it('is asked for with an e-mail, three times an hour, twenty from a network', async () => {
    expect((await ask('pas une adresse')).status).toBe(422);
    const email = await makeAccount(instance, 'demandeur');
    for (let time = 0; time < 5; time++) expect((await ask(email)).status).toBe(303);
    expect(await mailsTo(instance, email)).toHaveLength(3);
    for (let time = 5; time < 20; time++) await ask(`a${time}@mairie.example`);
    const refused = await ask(email);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(refused.html).toContain('Trop de demandes');
  });
});

it('a password changed by its holder is told by mail too', async () => {
  const email = await makeAccount(instance, 'demandeur');
  const visitor = newcomer();
  await visitor.logIn(email);
  await visitor.get('/compte/securite');
  await visitor.post('/compte/securite', { actuel: password, ...chosen });
  expect((await mailsTo(instance, email)).map(({ subject }) => subject)).toEqual(['Votre mot de passe a été changé']);
});
