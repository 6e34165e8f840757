import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { loggedIn, type Page, Visitor } from '../support/visitor.ts';
import { people, playConsumption, type Scene, secret, textOf } from './consommation-scene.ts';

const LIST = '/administration/jetons';
const HOUR_MS = 3_600_000;

let scene: Scene;
let instance: TestInstance;
let admin: Visitor;
let second: Visitor;

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  [admin, second] = [await loggedIn(instance, 'administrateur'), await loggedIn(instance, 'administrateur')];
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

const address = (jti: string, act = ''): string => `${LIST}/${jti}${act}`;

async function gate(value: string, from = '127.0.0.41'): Promise<string> {
  const url = `${instance.url}/v2/entreprises/100100015?${new URLSearchParams(purpose)}`;
  const { status, headers } = await visit(url, { from, headers: { Authorization: `Bearer ${value}` } });
  return [status, headers['x-error-code']].filter((one) => one !== undefined).join('/');
}

const said = async (path: string, who = admin): Promise<string> => textOf((await who.get(path)).html);
const listed = async (query: Record<string, string>) => said(`${LIST}?${new URLSearchParams(query)}`);
const vuOf = ({ html }: Page) => /name="vu" value="([^"]*)"/.exec(html)?.[1] ?? '';

/** Opens the form of an act, and sends it. */
async function act(jti: string, verb: 'revoquer' | 'retablir', fields: Record<string, string>, who = admin) {
  const form = await who.get(address(jti, `/${verb}`));
  return who.post(address(jti, `/${verb}`), { vu: vuOf(form), ...fields });
}
const now = { quand: 'maintenant', raison: 'Vu dans un dépôt public' };
const forward = async (length: string): Promise<Date> => {
  const [line = ''] = await instance.apie('horloge', 'avancer', length);
  return new Date(/\d{4}-\S+Z/.exec(line)?.[0] ?? '');
};
const told = async (email: string, subject: RegExp) =>
  (await mailsTo(instance, email)).filter((mail) => subject.test(mail.subject ?? ''));
const everyone = [people.demandeuse, people.technique, people.metier];

describe('the register of tokens', () => {
  it('is for administrators alone', async () => {
    const { jti } = scene.mine;
    for (const role of ['demandeur', 'instructeur', 'rapporteur']) {
      const other = await loggedIn(instance, role);
      for (const path of [LIST, address(jti), address(jti, '/revoquer')])
        expect((await other.get(path)).status).toBe(404);
      await other.get('/compte');
      expect((await other.post(address(jti, '/revoquer'), now)).status).toBe(404);
    }
    expect((await new Visitor(instance.url).get(LIST)).location).toContain('/connexion');
    expect((await admin.get(address(jti.replace(/^./, 'z')))).status).toBe(404);
    expect(await gate(scene.mine.value)).toBe('200');
  });

  it('is searched by number, SIRET, request, e-mail and subject, and by state', async () => {
    expect(await listed({})).toMatch(/4 jetons .*Cantines scolaires .*Commune de Valfleury/);
    const { html } = await admin.get(address(scene.mine.jti));
    const [demande = ''] = /D-\d+/.exec(html) ?? [];
    for (const q of [scene.mine.jti, demande, 'CANTINES', `${people.demandeuse} cantines`])
      expect(await listed({ q })).toMatch(/ 1 jeton .*Cantines scolaires/);
    expect(await listed({ q: people.demandeuse })).toContain('2 jetons');
    expect(await listed({ q: '10010001500013' })).toContain('3 jetons');
    expect(await listed({ q: 'cantines', etat: 'retire' })).toContain('Aucun jeton ne répond à cette recherche');
    expect(await listed({ q: 'cantines', etat: 'actif' })).toContain('1 jeton ');
    expect(await listed({ q: '%' })).toContain('Aucun jeton');
  });

  it('tells of one its holder, rights, dates, calls and addresses; that no ban is lifted; never its value', async () => {
    await instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
    const page = await admin.get(address(scene.mine.jti));
    const text = textOf(page.html);
    expect(text).toMatch(/Ines Durand \(ines\.durand@mairie\.example\).*Commune de Valfleury.*Demande D-.*entreprises/);
    expect(text).toMatch(/1 appel\. .*127\.0\.0\.41 1 /);
    expect(text).toContain('Le bannissement d’une adresse n’est jamais levé');
    for (const part of scene.mine.value.split('.').slice(1)) expect(page.html).not.toContain(part);
    expect(page.html).toMatch(/href="\/instruction\/demandes\/[\da-f-]{36}"/);
  });

  it('is paged', async () => {
    await instance.apie('jeton', 'creer', '--droits', 'entreprises', '--sujet', 'En nombre', '--nombre', '51');
    expect(await listed({ q: 'nombre', page: '2' })).toMatch(/51 jetons .*Page 2 sur 2/);
  });
});

describe('a revocation', () => {
  it('asks when and why, and takes a pasted token out of the reason', async () => {
    const { jti, value } = scene.mine;
    const empty = textOf((await act(jti, 'revoquer', {})).html);
    expect(empty).toMatch(/Choisissez quand révoquer le jeton\. Donnez une raison/);
    const undated = await act(jti, 'revoquer', { quand: 'plus_tard', raison: 'x' });
    expect([undated.status, textOf(undated.html)]).toEqual([422, expect.stringContaining('Donnez la date')]);
    const pasted = await act(jti, 'revoquer', { quand: 'maintenant', raison: `vu : ${value}` });
    expect([pasted.status, pasted.html.includes(value.split('.')[2] ?? '')]).toEqual([422, false]);
    for (const [le, why] of [
      [new Date(0), 'est passé'],
      [new Date('2040-01-01'), 'aura pris fin'],
    ] as const) {
      const refused = await act(jti, 'revoquer', { quand: 'plus_tard', le: parisLocal(le), raison: 'x' });
      expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining(why)]);
    }
    expect(await gate(value)).toBe('200');
  });

  it('now: the gate refuses it, its holders are told why; undone, the gate takes it again, and they are told', async () => {
    const { jti, value } = scene.mine;
    expect((await act(jti, 'revoquer', now)).location).toBe(`${address(jti)}?fait=revoquer`);
    expect(await gate(value)).toBe('401/00105');
    for (const email of everyone) {
      const [mail, ...more] = await told(email, /Cantines scolaires » est révoqué/);
      expect([mail?.text?.includes('« Vu dans un dépôt public »'), more]).toEqual([true, []]);
    }
    expect(await listed({ q: 'cantines', etat: 'retire' })).toContain('1 jeton ');
    expect((await act(jti, 'retablir', { raison: '' })).status).toBe(422);
    expect((await act(jti, 'retablir', { raison: 'Ce n’était pas le bon jeton' })).status).toBe(303);
    expect(await gate(value)).toBe('200');
    for (const email of everyone) expect(await told(email, /révocation du jeton .* est annulée/)).toHaveLength(1);
    expect(await listed({ q: 'cantines', etat: 'actif' })).toContain('1 jeton ');
  });

  it('dated, with a replacement that its requester alone sees: both work until then; undone before, the old one works on', async () => {
    const { jti, value } = scene.mine;
    const at = await forward('0s');
    const le = parisLocal(new Date(at.getTime() + 2 * HOUR_MS));
    const asked = { quand: 'plus_tard', le, remplacer: 'oui', raison: 'Chiffrement à changer' };
    expect((await act(jti, 'revoquer', asked)).status).toBe(303);
    expect(await gate(value)).toBe('200');
    expect(await said(address(jti))).toMatch(/Retrait prévu Il fonctionne jusqu’au .*Remplacé par n° /);
    expect(await listed({ q: 'cantines', etat: 'retrait_prevu' })).toContain('1 jeton ');
    const requester = new Visitor(instance.url);
    await requester.logIn(people.demandeuse);
    const rotation = `/compte/jetons/${jti}/rotation`;
    expect(await said(rotation, requester)).toMatch(/L’exploitant du service l’a décidé : « Chiffrement à changer »/);
    expect((await act(jti, 'retablir', { raison: 'Plus nécessaire' })).status).toBe(303);
    await forward('3h');
    expect(await gate(value)).toBe('200');
    expect(await said(rotation, requester)).toMatch(
      /Actif .*Son remplaçant est le jeton .*Retirer ce jeton maintenant/,
    );
  });

  it('dated, without one: the requester gets round it by no other token; after it, the gate refuses', async () => {
    const { jti, value } = scene.neighbours;
    const at = await forward('0s');
    const le = parisLocal(new Date(at.getTime() + 2 * HOUR_MS));
    expect((await act(jti, 'revoquer', { quand: 'plus_tard', le, raison: 'Usage non prévu' })).status).toBe(303);
    const requester = new Visitor(instance.url);
    await requester.logIn(people.voisin);
    const rotation = `/compte/jetons/${jti}/rotation`;
    await requester.get(rotation);
    expect((await requester.post(`${rotation}/prochain`, {})).status).toBe(409);
    expect((await requester.post(`${rotation}/fuite`, { delai: 'aucun', confirme: 'oui' })).status).toBe(409);
    expect(await gate(value)).toBe('200');
    await forward('121m');
    expect(await gate(value)).toBe('401/00105');
    expect(await listed({ q: 'Sports', etat: 'retire' })).toContain('1 jeton ');
  });

  it('of two administrators at once, the second is told that it has changed, and nothing of his is done', async () => {
    const { jti, value } = scene.spare;
    const seen = vuOf(await second.get(address(jti, '/revoquer')));
    expect((await act(jti, 'revoquer', now)).status).toBe(303);
    const late = await second.post(address(jti, '/revoquer'), { vu: seen, ...now });
    expect([late.status, textOf(late.html)]).toEqual([
      409,
      expect.stringContaining('Quelqu’un d’autre vient de le modifier'),
    ]);
    await second.get(address(jti, '/retablir'));
    const undone = await Promise.all([admin, second].map((who) => act(jti, 'retablir', { raison: 'Erreur' }, who)));
    expect(undone.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await gate(value)).toBe('200');
  });
});

describe('what is not undone', () => {
  it('what its requester withdrew himself', async () => {
    const { jti } = scene.spare;
    const requester = new Visitor(instance.url);
    await requester.logIn(people.demandeuse);
    const leak = `/compte/jetons/${jti}/rotation/fuite`;
    await requester.get(leak);
    expect((await requester.post(leak, { delai: 'semaine', confirme: 'oui' })).status).toBe(303);
    // Hastened by an operator, it stays the requester's.
    expect((await act(jti, 'revoquer', now)).status).toBe(303);
    expect(await said(address(jti))).toContain('Son demandeur l’a retiré lui-même');
    expect((await admin.get(address(jti, '/retablir'))).status).toBe(404);
    expect(await gate(scene.spare.value)).toBe('401/00105');
  });

  it('what went with its habilitation', async () => {
    const { jti, value } = scene.mine;
    const { html } = await admin.get(address(jti));
    const [demande = ''] = /\/instruction\/demandes\/[\da-f-]{36}/.exec(html) ?? [];
    const form = await admin.get(`${demande}/actes/revoquer`);
    const version = /name="version" value="([^"]*)"/.exec(form.html)?.[1] ?? '';
    expect((await admin.post(`${demande}/actes/revoquer`, { version, motif: 'Fin du service' })).status).toBe(303);
    expect(await gate(value)).toBe('401/00105');
    expect(await said(address(jti))).toContain('Rien n’est à faire. Son habilitation est révoquée');
    expect((await admin.get(address(jti, '/retablir'))).status).toBe(404);
  });

  it('by an administrator whose token it is', async () => {
    const { jti } = scene.neighbours;
    const account = /\/administration\/comptes\/[\da-f-]{36}/.exec((await admin.get(address(jti))).html)?.[0] ?? '';
    await admin.get(account);
    const roles = new URLSearchParams({
      _csrf: admin.formToken,
      avant: 'demandeur',
      confirme: 'oui',
      role: 'demandeur',
    });
    roles.append('role', 'administrateur');
    expect((await admin.send(`${account}/roles`, roles)).status).toBe(303);
    const own = new Visitor(instance.url);
    await own.logIn(people.voisin);
    const refused = await act(jti, 'retablir', { raison: 'Pour moi' }, own);
    expect([refused.status, textOf(refused.html)]).toEqual([422, expect.stringContaining('C’est votre propre jeton')]);
    expect(await gate(scene.neighbours.value)).toBe('401/00105');
  });

  it('one made by command, revoked by command, is undone here', async () => {
    const [value = ''] = await instance.apie('jeton', 'creer', '--droits', 'entreprises', '--sujet', 'À la main');
    const { jti }: { jti: string } = JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString());
    await instance.apie('jeton', 'revoquer', jti);
    expect(await gate(value)).toBe('401/00105');
    expect((await act(jti, 'retablir', { raison: 'Erreur de saisie' })).status).toBe(303);
    expect(await gate(value)).toBe('200');
  });
});

it('every act is in the journal, which is whole', async () => {
  const journal = await said(`/administration/journal?q=${scene.mine.jti}`);
  expect(journal).toMatch(
    /4 actes .*Révocation de jeton annulée .*Plus nécessaire .*Jeton révoqué .*Chiffrement à changer/,
  );
  expect((await instance.apie('journal', 'verifier')).join(' ')).toContain('Journal entier');
});
