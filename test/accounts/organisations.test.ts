import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { signedUp } from '../support/people.ts';
import { makeAccount, type Page, Visitor } from '../support/visitor.ts';

const LIST = '/compte/organisations';
const SIRET = '10000001700010';
const OTHER = '10010001500013';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

interface Someone {
  readonly visitor: Visitor;
  readonly email: string;
}

/** Someone logged in; known to be of these organisations. */
async function someone(...sirets: string[]): Promise<Someone> {
  const email = await makeAccount(instance, 'demandeur');
  for (const siret of sirets) await instance.apie('compte', 'rattacher', email, siret);
  const visitor = new Visitor(instance.url);
  await visitor.logIn(email);
  await visitor.get(LIST);
  return { visitor, email };
}

const invite = (from: Someone, email: string): Promise<Page> =>
  from.visitor.post(`${LIST}/${SIRET}/invitations`, { email });

/** Answers the invitation that the page of organisations shows. */
async function answer(visitor: Visitor, verb: 'accepter' | 'refuser'): Promise<Page> {
  const { html } = await visitor.get(LIST);
  const action = new RegExp(`action="(${LIST}/invitations/[\\w-]{36}/${verb})"`).exec(html)?.[1] ?? '';
  return visitor.post(action, {});
}

describe('declaring an organisation', () => {
  it('adds it, unverified: one sees neither colleagues nor a way to invite', async () => {
    const member = await someone(SIRET);
    const { visitor, email } = await someone();
    expect((await visitor.get(LIST)).html).toContain('rattaché à aucune organisation');
    const { status, location } = await visitor.post(LIST, { siret: '100 000 017 00010' });
    expect([status, location]).toEqual([303, `${LIST}?fait=declaree`]);
    const list = (await visitor.get(location ?? '')).html;
    expect(list).toContain('À vérifier');
    expect(list).toContain('vous ne voyez que vos propres demandes');
    const { html } = await visitor.get(`${LIST}/${SIRET}`);
    expect(html).not.toContain(member.email);
    expect(html).not.toContain('Inviter un collègue');
    expect((await visitor.post(`${LIST}/${SIRET}/invitations`, { email: 'a@ville.example' })).status).toBe(404);
    expect((await member.visitor.get(`${LIST}/${SIRET}`)).html).not.toContain(email);
  });

  it('is refused for what is no SIRET, or is there already', async () => {
    const { visitor } = await someone();
    for (const siret of ['', '123', '10000001700011', '00000000000000', '<b>']) {
      const { status, html } = await visitor.post(LIST, { siret });
      expect([status, html.includes('<title>Erreur – Mes organisations')]).toEqual([422, true]);
      expect(html).toContain('href="#champ-siret"');
    }
    await visitor.post(LIST, { siret: SIRET });
    const again = await visitor.post(LIST, { siret: SIRET });
    expect([again.status, again.html.includes('déjà sur votre compte')]).toEqual([422, true]);
  });

  it('takes nothing back from what is verified', async () => {
    const { visitor, email } = await someone();
    await visitor.post(LIST, { siret: SIRET });
    await instance.apie('compte', 'rattacher', email, SIRET);
    await visitor.post(LIST, { siret: SIRET });
    expect((await visitor.get(LIST)).html).toContain('Appartenance vérifiée');
  });
});

describe('an organisation', () => {
  it('shows its verified members to one another', async () => {
    const [one, two] = [await someone(SIRET), await someone(SIRET)];
    const { html } = await one.visitor.get(`${LIST}/${SIRET}`);
    expect(html).toContain(two.email);
    expect(html).toContain('(vous)');
    await instance.apie('compte', 'desactiver', two.email);
    expect((await one.visitor.get(`${LIST}/${SIRET}`)).html).not.toContain(two.email);
  });

  it('does not exist for who is not one of its people', async () => {
    const { visitor } = await someone(OTHER);
    const paths = [SIRET, 'x', `${SIRET}/quitter`].map((path) => `${LIST}/${path}`);
    for (const path of paths) expect((await visitor.get(path)).status).toBe(404);
    expect((await visitor.post(`${LIST}/${SIRET}/quitter`, {})).status).toBe(404);
    expect((await visitor.post(`${LIST}/${SIRET}/invitations`, { email: 'a@ville.example' })).status).toBe(404);
    expect((await new Visitor(instance.url).get(LIST)).location).toContain('/connexion?retour=');
  });

  it('is left once confirmed, with the invitations one has sent', async () => {
    const [leaver, stays] = [await someone(SIRET), await someone(SIRET)];
    await invite(leaver, 'attendu@mairie.example');
    const [mail] = await mailsTo(instance, 'attendu@mairie.example');
    expect((await leaver.visitor.get(`${LIST}/${SIRET}/quitter`)).html).toMatch(/<h1>Quitter l’organisation \?/);
    const { location } = await leaver.visitor.post(`${LIST}/${SIRET}/quitter`, {});
    expect(location).toBe(`${LIST}?fait=quittee`);
    expect((await leaver.visitor.get(`${LIST}/${SIRET}`)).status).toBe(404);
    expect((await stays.visitor.get(`${LIST}/${SIRET}`)).html).not.toContain(leaver.email);
    expect((await new Visitor(instance.url).get(linkIn(mail, '/invitation/'))).status).toBe(404);
  });
});

describe('an invitation', () => {
  it('is accepted by who signs up with its e-mail, verified by it; whoever invited is told', async () => {
    const member = await someone(SIRET);
    const { status, location } = await invite(member, ' Nouveau@Mairie.example ');
    expect([status, location]).toEqual([303, `${LIST}/${SIRET}?fait=invite`]);
    expect((await member.visitor.get(location ?? '')).html).toContain('nouveau@mairie.example');
    const [mail] = await mailsTo(instance, 'nouveau@mairie.example');
    const page = await new Visitor(instance.url).get(linkIn(mail, '/invitation/'));
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    for (const words of [member.email, 'nouveau@mairie.example', '100\u00a0000\u00a0017\u00a000010'])
      expect(page.html).toContain(words);

    const { visitor } = await signedUp(instance, 'nouveau@mairie.example');
    await visitor.logIn('nouveau@mairie.example');
    expect((await visitor.get(LIST)).html).toContain('Invitations reçues');
    expect((await answer(visitor, 'accepter')).location).toBe(`${LIST}/${SIRET}?fait=acceptee`);
    const { html } = await visitor.get(`${LIST}/${SIRET}`);
    for (const words of ['Appartenance vérifiée', member.email, 'Inviter un collègue']) expect(html).toContain(words);
    expect((await mailsTo(instance, member.email)).at(-1)?.subject).toBe('Votre invitation est acceptée');
    expect((await visitor.get(LIST)).html).not.toContain('Invitations reçues');
    expect((await member.visitor.get(`${LIST}/${SIRET}`)).html).not.toContain('Invitations en attente');
    const again = await invite(member, 'nouveau@mairie.example');
    expect([again.status, again.html.includes('déjà membre')]).toEqual([422, true]);
  });

  it('is for its e-mail alone, and can be declined', async () => {
    const [member, invited, thief] = [await someone(SIRET), await someone(), await someone()];
    await invite(member, invited.email);
    const { html } = await invited.visitor.get(LIST);
    const accept = /action="([^"]*accepter)"/.exec(html)?.[1] ?? '';
    expect((await thief.visitor.get(LIST)).html).not.toContain('Invitations reçues');
    expect((await thief.visitor.post(accept, {})).status).toBe(404);
    expect((await answer(invited.visitor, 'refuser')).location).toBe(`${LIST}?fait=refusee`);
    expect((await invited.visitor.post(accept, {})).status).toBe(404);
    expect((await invited.visitor.get(LIST)).html).toContain('rattaché à aucune organisation');
    expect((await invited.visitor.post(`${LIST}/invitations/x/accepter`, {})).status).toBe(404);
  });

  it('verifies what was only declared', async () => {
    const [member, invited] = [await someone(SIRET), await someone()];
    await invited.visitor.post(LIST, { siret: SIRET });
    await invite(member, invited.email);
    await answer(invited.visitor, 'accepter');
    expect((await invited.visitor.get(LIST)).html).toContain('Appartenance vérifiée');
  });

  it('lasts seven days; made again, its last link alone works; cancelled, none', async () => {
    const member = await someone(SIRET);
    await invite(member, 'long@mairie.example');
    await invite(member, 'long@mairie.example');
    const links = (await mailsTo(instance, 'long@mairie.example')).map((mail) => linkIn(mail, '/invitation/'));
    const visitor = new Visitor(instance.url);
    const statuses = async () => Promise.all(links.map(async (link) => (await visitor.get(link)).status));
    expect(await statuses()).toEqual([404, 200]);
    await instance.apie('horloge', 'avancer', '6d');
    expect(await statuses()).toEqual([404, 200]);
    await instance.apie('horloge', 'avancer', '1d');
    expect(await statuses()).toEqual([404, 404]);

    await member.visitor.logIn(member.email);
    const { html } = await member.visitor.get(`${LIST}/${SIRET}`);
    expect(html).not.toContain('long@mairie.example');
    await invite(member, 'annule@mairie.example');
    const page = await member.visitor.get(`${LIST}/${SIRET}`);
    const cancel = /action="([^"]*annuler)"/.exec(page.html)?.[1] ?? '';
    expect((await member.visitor.post(cancel, {})).location).toBe(`${LIST}/${SIRET}?fait=annulee`);
    expect((await member.visitor.post(cancel, {})).status).toBe(404);
    const [mail] = await mailsTo(instance, 'annule@mairie.example');
    expect((await visitor.get(linkIn(mail, '/invitation/'))).status).toBe(404);
  });

  it('is worth what its author is: nothing once his account is closed', async () => {
    const [member, invited] = [await someone(SIRET), await someone()];
    await invite(member, invited.email);
    const { html } = await invited.visitor.get(LIST);
    const accept = /action="([^"]*accepter)"/.exec(html)?.[1] ?? '';
    await instance.apie('compte', 'desactiver', member.email);
    expect((await invited.visitor.get(LIST)).html).not.toContain('Invitations reçues');
    expect((await invited.visitor.post(accept, {})).status).toBe(404);
    expect((await invited.visitor.get(`${LIST}/${SIRET}`)).status).toBe(404);
  });

  it('wants an e-mail, and no more than three mails an hour to one', async () => {
    const member = await someone(SIRET);
    expect((await invite(member, 'pas une adresse')).status).toBe(422);
    for (let time = 0; time < 3; time++) expect((await invite(member, 'trop@mairie.example')).status).toBe(303);
    const refused = await invite(member, 'trop@mairie.example');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(refused.html).toContain('value="trop@mairie.example"');
  });
});

it('a command attaches by hand, and says what is wrong', async () => {
  const email = await makeAccount(instance, 'demandeur');
  expect(await instance.apie('compte', 'rattacher', email, SIRET)).toEqual([`Compte ${email} rattaché à ${SIRET}.`]);
  await expect(instance.apie('compte', 'rattacher', email, '123')).rejects.toThrow(
    'n’est pas un SIRET'.replace('’', "'"),
  );
  await expect(instance.apie('compte', 'rattacher', 'x@y.example', SIRET)).rejects.toThrow('Aucun compte');
});
