import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { turnOnFactor } from '../support/people.ts';
import { loggedIn, makeAccount, type Page, Visitor } from '../support/visitor.ts';

const LIST = '/administration/comptes';
const JOURNAL = '/administration/journal';
const SIRET = '10000001700010';

let instance: TestInstance;
let admin: Visitor;
beforeAll(async () => {
  instance = await startTestInstance();
  admin = await loggedIn(instance, 'administrateur');
});
afterAll(() => instance.stop());
// Forms keep the token of the last page seen; what a network may ask in an hour is not the subject here.
beforeEach(() => instance.apie('horloge', 'avancer', '1m'));

interface Account {
  readonly id: string;
  readonly email: string;
}

async function account(role = 'demandeur'): Promise<Account> {
  const email = await makeAccount(instance, role);
  return { email, id: await idOf(email) };
}

async function idOf(email: string): Promise<string> {
  const lines = (await instance.apie('compte', 'lister')).map((line) => JSON.parse(line));
  return lines.find((compte) => compte.email === email).id;
}

async function rolesOf(email: string): Promise<string[]> {
  const lines = (await instance.apie('compte', 'lister')).map((line) => JSON.parse(line));
  return lines.find((compte) => compte.email === email).roles;
}

/** Goes to the page of an act, and does it. */
async function perform(who: Visitor, path: string, raison = ''): Promise<Page> {
  await who.get(path);
  return who.post(path, { raison });
}

async function journal(query: Record<string, string>): Promise<string> {
  return (await admin.get(`${JOURNAL}?${new URLSearchParams(query)}`)).html;
}

describe('the list of accounts', () => {
  it('is searched by name and e-mail, by role, by state', async () => {
    const { email } = await account('rapporteur');
    const closed = await account();
    await instance.apie('compte', 'desactiver', closed.email);
    const list = async (query: Record<string, string>) =>
      (await admin.get(`${LIST}?${new URLSearchParams(query)}`)).html;
    expect(await list({ q: email.toUpperCase() })).toContain('<strong>1 compte</strong>');
    const reporters = await list({ role: 'rapporteur' });
    expect([reporters.includes(email), reporters.includes(closed.email)]).toEqual([true, false]);
    const gone = await list({ etat: 'desactive' });
    expect([gone.includes(email), gone.includes(closed.email)]).toEqual([false, true]);
    expect(await list({ etat: 'non_verifie' })).toContain('Aucun compte ne répond à cette recherche');
    expect(await list({ q: "%' or 1=1", role: 'roi', etat: 'x' })).toContain('Aucun compte');
  });

  it('is paged, its search kept', async () => {
    await instance.apie('compte', 'creer', '--email', 'page@ville.example', '--role', 'demandeur');
    for (let made = 0; made < 51; made++) {
      const email = `pagine-${made}@ville.example`;
      await instance.apie(
        'compte',
        'creer',
        '--email',
        email,
        '--role',
        'contact_metier',
        '--mot-de-passe',
        'motdepasse',
      );
    }
    const first = await admin.get(`${LIST}?role=contact_metier`);
    expect(first.html).toContain('Page 1 sur 2');
    const next = /href="([^"]*page=2)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toContain('role=contact_metier');
    const second = await admin.get(next);
    expect(second.html).toContain('<title>Comptes, page 2 – API Entreprise</title>');
    expect(second.html.match(/pagine-/g)).toHaveLength(1);
  });

  it('and all that follows exist for administrators alone', async () => {
    const { id } = await account();
    const other = await loggedIn(instance, 'demandeur,instructeur,rapporteur');
    await other.get('/compte');
    for (const path of [LIST, `${LIST}/${id}`, `${LIST}/${id}/desactiver`, JOURNAL])
      expect((await other.get(path)).status).toBe(404);
    for (const verb of ['roles', 'desactiver', 'sessions', 'second-facteur'])
      expect((await other.post(`${LIST}/${id}/${verb}`, {})).status).toBe(404);
    for (const path of [`${LIST}/x`, `${LIST}/${id.replace(/.$/, 'z')}`])
      expect((await admin.get(path)).status).toBe(404);
  });
});

describe('roles', () => {
  const change = (who: Visitor, id: string, before: string, roles: string[], confirmed: boolean) => {
    const body = new URLSearchParams({ _csrf: who.formToken, avant: before, raison: 'Nouvelle mission' });
    for (const role of roles) body.append('role', role);
    if (confirmed) body.append('confirme', 'oui');
    return who.send(`${LIST}/${id}/roles`, body);
  };

  it('are changed once confirmed, hold at once, and are in the journal with why', async () => {
    const { id, email } = await account();
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    await admin.get(`${LIST}/${id}`);
    const asked = await change(admin, id, 'demandeur', ['demandeur', 'administrateur'], false);
    expect([asked.status, asked.html.includes('Cette personne pourra aussi')]).toEqual([200, true]);
    expect(await rolesOf(email)).toEqual(['demandeur']);
    const { location } = await change(admin, id, 'demandeur', ['demandeur', 'administrateur'], true);
    expect(location).toBe(`${LIST}/${id}?fait=roles`);
    expect((await admin.get(location ?? '')).html).toContain('Les rôles sont changés');
    expect((await visitor.get(LIST)).status).toBe(200);
    const html = await journal({ q: email });
    for (const words of ['Rôles changés', 'Nouvelle mission', 'avant : demandeur ; après : demandeur, administrateur'])
      expect(html).toContain(words);
  });

  it('seen before someone else changed them are not written over', async () => {
    const { id, email } = await account();
    await admin.get(`${LIST}/${id}`);
    await change(admin, id, 'demandeur', ['instructeur'], true);
    await admin.get(`${LIST}/${id}`);
    const late = await change(admin, id, 'demandeur', ['rapporteur'], true);
    expect([late.status, late.html.includes('a changé depuis')]).toEqual([409, true]);
    expect(await rolesOf(email)).toEqual(['instructeur']);
  });

  it('are at least one, and other than they were', async () => {
    const { id } = await account();
    await admin.get(`${LIST}/${id}`);
    for (const roles of [[], ['demandeur'], ['roi']]) {
      const { status, html } = await change(admin, id, 'demandeur', roles, true);
      expect([status, html.includes('href="#champ-role"')]).toEqual([422, true]);
    }
  });

  it('of one’s own are changed, but for administrator', async () => {
    const email = await makeAccount(instance, 'administrateur');
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    const id = await idOf(email);
    const { html } = await visitor.get(`${LIST}/${id}`);
    expect(html).toContain('C’est votre compte');
    const alone = await change(visitor, id, 'administrateur', ['demandeur'], true);
    expect([alone.status, alone.html.includes('votre propre rôle')]).toEqual([422, true]);
    await visitor.get(`${LIST}/${id}`);
    const more = await change(visitor, id, 'administrateur', ['administrateur', 'instructeur'], true);
    expect(more.status).toBe(303);
    for (const verb of ['desactiver', 'reactiver', 'sessions', 'second-facteur']) {
      expect((await visitor.get(`${LIST}/${id}/${verb}`)).status).toBe(404);
      expect((await visitor.post(`${LIST}/${id}/${verb}`, { raison: 'x' })).status).toBe(404);
    }
    expect((await visitor.get(`${LIST}/${id}`)).status).toBe(200);
  });
});

describe('an account', () => {
  it('is deactivated and opened again, each with its reason in the journal', async () => {
    const { id, email } = await account();
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    expect((await admin.get(`${LIST}/${id}/desactiver`)).html).toMatch(/<h1>Désactiver le compte de [^<]+ \?<\/h1>/);
    expect((await visitor.get('/compte')).status).toBe(200);
    const { location } = await perform(admin, `${LIST}/${id}/desactiver`, 'Parti à la <retraite>');
    expect(location).toBe(`${LIST}/${id}?fait=desactive`);
    expect((await visitor.get('/compte')).status).toBe(303);
    expect((await perform(admin, `${LIST}/${id}/desactiver`)).status).toBe(409);
    expect((await perform(admin, `${LIST}/${id}/reactiver`)).location).toBe(`${LIST}/${id}?fait=reactive`);
    expect((await visitor.logIn(email)).location).toBe('/compte');
    const html = await journal({ q: email });
    expect(html).toContain('Parti à la &lt;retraite');
    expect(html.match(/Compte (désactivé|réactivé)<\/span>/g)).toHaveLength(2);
  });

  it('has its sessions closed', async () => {
    const { id, email } = await account();
    const visitors = [new Visitor(instance.url), new Visitor(instance.url)];
    for (const visitor of visitors) await visitor.logIn(email);
    expect((await admin.get(`${LIST}/${id}`)).html).toMatch(/Sessions ouvertes<\/dt><dd>2</);
    expect((await perform(admin, `${LIST}/${id}/sessions`)).location).toBe(`${LIST}/${id}?fait=sessions`);
    for (const visitor of visitors) expect((await visitor.get('/compte')).status).toBe(303);
    expect(await journal({ q: email, acte: 'compte.sessions' })).toContain('sessions : 2');
  });

  it('has its second factor removed for a reason, which its holder is sent', async () => {
    const { id, email } = await account();
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    await turnOnFactor(instance, visitor);
    const path = `${LIST}/${id}/second-facteur`;
    const why = await perform(admin, path);
    expect([why.status, why.html.includes('href="#champ-raison"')]).toEqual([422, true]);
    const { location } = await perform(admin, path, 'Téléphone perdu, rappelé au standard');
    expect(location).toBe(`${LIST}/${id}?fait=second-facteur`);
    expect((await visitor.get('/compte')).status).toBe(303);
    expect((await visitor.logIn(email)).location).toBe('/compte');
    const mail = (await mailsTo(instance, email)).at(-1);
    expect(mail?.subject).toBe('La double authentification a été retirée de votre compte');
    expect(mail?.text).toContain('Téléphone perdu, rappelé au standard');
    expect((await perform(admin, path, 'Encore')).status).toBe(409);
    expect(await journal({ q: email })).toContain('Double authentification retirée');
  });

  it('has what it says of its organisations verified, or taken away', async () => {
    const { id, email } = await account();
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    await visitor.get('/compte/organisations');
    await visitor.post('/compte/organisations', { siret: SIRET });
    const of = `${LIST}/${id}/organisations/${SIRET}`;
    expect((await admin.get(`${LIST}/${id}`)).html).toContain(`${of}/verifier`);
    expect((await perform(admin, `${of}/verifier`)).location).toBe(`${LIST}/${id}?fait=verifie`);
    expect((await visitor.get('/compte/organisations')).html).toContain('Appartenance vérifiée');
    expect((await perform(admin, `${of}/verifier`)).status).toBe(409);
    expect((await perform(admin, `${of}/retirer`, 'Muté')).location).toBe(`${LIST}/${id}?fait=retire`);
    expect((await visitor.get('/compte/organisations')).html).toContain('rattaché à aucune organisation');
    expect((await perform(admin, `${of}/retirer`)).status).toBe(409);
    expect(await journal({ q: email })).toContain(`siret : ${SIRET}`);
  });

  it('keeps a reason too long to be one out of the journal, and what was typed', async () => {
    const { id, email } = await account();
    const long = await perform(admin, `${LIST}/${id}/desactiver`, 'x'.repeat(1001));
    expect([long.status, long.html.includes('Restez sous 1000 caractères')]).toEqual([422, true]);
    expect(await journal({ q: email })).toContain('Aucun acte');
  });
});

describe('the journal', () => {
  it('tells what the machine has done too, newest first, by act and by name, in pages', async () => {
    const { email } = await account();
    for (let time = 0; time < 26; time++) {
      await instance.apie('compte', 'desactiver', email);
      await instance.apie('compte', 'reactiver', email);
    }
    const html = await journal({ q: email });
    expect(html).toContain('<strong>52 actes</strong>');
    expect(html).toContain('La machine (commande apie)');
    expect(html).toContain('Page 1 sur 2');
    expect(html.indexOf('Compte réactivé</span>')).toBeLessThan(html.indexOf('Compte désactivé</span>'));
    expect(await journal({ q: email, acte: 'compte.desactive' })).toContain('<strong>26 actes</strong>');
    expect(await journal({ q: 'apie', acte: 'compte.reactive' })).not.toContain('Compte désactivé</span>');
    expect(await journal({ q: 'personne@nulle-part.example' })).toContain('Aucun acte');
  });

  it('keeps no password that the machine gives', async () => {
    const { email } = await account();
    const lines = await instance.apie('compte', 'mot-de-passe', email);
    const drawn = /^Mot de passe : (\S+)$/.exec(lines.at(-1) ?? '')?.[1] ?? '';
    const html = await journal({ q: email });
    expect(html).toContain('Mot de passe donné');
    expect(drawn).not.toBe('');
    expect(html).not.toContain(drawn);
  });

  it('forgets an act after thirty-six months', async () => {
    const { email } = await account();
    await instance.apie('compte', 'desactiver', email);
    await instance.apie('horloge', 'avancer', '35M');
    admin = await loggedIn(instance, 'administrateur');
    expect(await journal({ q: email })).toContain('<strong>1 acte</strong>');
    await instance.apie('horloge', 'avancer', '32j');
    admin = await loggedIn(instance, 'administrateur');
    expect(await journal({ q: email })).toContain('Aucun acte');
  });
});
