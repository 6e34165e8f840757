import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startPostgresql } from '../../src/records/databases.fixture.ts';
import { insertDemandeMessage } from '../../src/records/demande-messages.ts';
import { jetonsAccordes } from '../../src/records/habilitations.ts';
import { findJeton } from '../../src/records/jetons.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { donneesOfRooms, filled, type Office, officeOn, type Someone, someone } from '../support/demande-suivie.ts';
import { eventually } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsOf } from '../support/mails.ts';
import { forge } from '../support/tokens.ts';
import { Visitor } from '../support/visitor.ts';

const SECRET = 'un secret des essais, assez long pour signer des jetons';
const server = await startPostgresql();

// The instance is one node, this test another: what is written here is what a colleague decides elsewhere.
describe.skipIf(server === null)('requests, followed by their applicant', () => {
  let instance: TestInstance;
  let base: Database<Schema>;
  let office: Office;
  let people: Record<'alix' | 'bo' | 'ines', Someone>;
  let visitor: Visitor;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    if (server === null) return;
    base = await openTest(server);
    office = officeOn(base.db, { now: Date.now }, await donneesOfRooms());
    people = {
      alix: await someone(base.db, 'demandeur', 'Alix'),
      bo: await someone(base.db, 'demandeur', 'Bo'),
      ines: await someone(base.db, 'instructeur', 'Ines'),
    };
    const { alix, bo, ines } = people;
    ids['brouillon'] = await office.draft(alix);
    ids['autre'] = await office.sent(bo);
    ids['envoyee'] = await office.sent(alix);
    ids['a_modifier'] = await office.sent(alix);
    await office.act(ids['a_modifier'], ines, 'demander_precisions', { motif: 'Quel texte vous y autorise ?' });
    const remark = {
      demande: ids['a_modifier'],
      auteur: ines.id,
      auteurNom: 'Ines Martin',
      cote: 'instruction' as const,
    };
    await together(base.db, (work) =>
      insertDemandeMessage(work, { ...remark, corps: 'Citez l’article.', champ: 'texte_juridique', le: new Date() }),
    );
    ids['refusee'] = await office.sent(alix);
    await office.act(ids['refusee'], ines, 'demander_precisions', { motif: 'Pourquoi ?' });
    await office.act(ids['refusee'], ines, 'refuser', { motif: 'Aucun texte ne le permet.' });
    ids['validee'] = await office.sent(alix, filled({ donnees: ['entreprises', 'etablissements', 'exercices'] }));
    await office.act(ids['validee'], ines, 'valider');
    ids['revoquee'] = await office.sent(alix);
    await office.act(ids['revoquee'], ines, 'valider');
    await office.act(ids['revoquee'], ines, 'revoquer', { motif: 'Jeton publié sur un forum.' });
    instance = await startTestInstance({
      environment: { DATABASE_URL: server.options.url ?? '', JETON_SECRET: SECRET },
    });
    visitor = await login('alix');
  }, 120_000);
  afterAll(async () => {
    await instance?.stop();
    await base?.close();
    await server?.stop();
  });

  async function login(name: keyof typeof people): Promise<Visitor> {
    const one = new Visitor(instance.url);
    await one.logIn(people[name].email);
    return one;
  }

  const address = (name: string, page = '') => `/demandes/${ids[name]}${page}`;

  it.each([
    ['brouillon', 'Brouillon', 'Reprendre la demande'],
    ['envoyee', 'En cours d’instruction', 'la 2e des 2 qui attendent'],
    ['a_modifier', 'À modifier', 'Quel texte vous y autorise ?'],
    ['refusee', 'Refusée', 'Aucun texte ne le permet.'],
    ['validee', 'Validée', 'Modifier ce qui est accordé'],
    ['revoquee', 'Révoquée', 'Jeton publié sur un forum.'],
  ])('a request %s says where it is and what is next', async (name, label, said) => {
    const { status, html } = await visitor.get(address(name));
    expect(status).toBe(200);
    expect(html).toContain(label);
    expect(html).toContain(said);
  });

  it('what is asked of a field leads to that field', async () => {
    const { html } = await visitor.get(address('a_modifier'));
    expect(html).toContain(`href="${address('a_modifier', '/cadre-juridique')}#champ-texte_juridique"`);
  });

  it('someone else’s request is not there, nor any page of it', async () => {
    const other = await login('bo');
    const pages = ['', '/messages', '/historique', '/rouvrir', '/archiver', '/transferer', '/renouveler'];
    for (const page of pages) expect((await other.get(address('validee', page))).status).toBe(404);
    const refused = await other.post(address('brouillon', '/archiver'), { version: '1' });
    expect(refused.status).toBe(404);
    expect((await office.find(ids['brouillon'] ?? '')).etat).toBe('brouillon');
  });

  it('the list shows mine and those of my organisation, filtered; the account says what waits for me', async () => {
    const all = await visitor.get('/compte/demandes');
    expect(all.html.match(/<th scope="row"/g)).toHaveLength(7);
    const mine = await visitor.get('/compte/demandes?qui=moi');
    expect(mine.html.match(/<th scope="row"/g)).toHaveLength(6);
    const waiting = await visitor.get('/compte/demandes?etat=a-faire');
    expect(waiting.html.match(/<th scope="row"/g)).toHaveLength(2);
    expect((await visitor.get('/compte')).html).toContain('Répondre aux précisions demandées');
    const instructor = await login('ines');
    expect((await instructor.get('/compte/demandes')).html).toContain('Vous n’avez pas encore de demande');
  });

  it('a message is read once, answered, and never sent empty', async () => {
    const page = address('a_modifier', '/messages');
    expect((await visitor.get(page)).html).toContain('Non lu');
    expect((await visitor.get(page)).html).not.toContain('Non lu');
    const empty = await visitor.post(page, { corps: ' ' });
    expect([empty.status, empty.html.includes('<title>Erreur')]).toEqual([422, true]);
    const sent = await visitor.post(page, { corps: 'Voici l’article.' });
    expect([sent.status, sent.location]).toEqual([303, `${page}?fait=message`]);
    expect((await visitor.get(page)).html).toContain('Voici l’article.');
  });

  it('the history tells who, when, why and what, but no opinion', async () => {
    const { id } = people.ines;
    const vu = { id: ids['envoyee'] ?? '', version: (await office.find(ids['envoyee'] ?? '')).version };
    await office.bureau.demanderAvis(vu, people.ines, { rapporteur: id, question: 'Un secret entre nous' });
    const { html } = await visitor.get(address('envoyee', '/historique'));
    expect(html).toContain('Demande envoyée');
    expect(html).toContain('changements</summary>');
    expect(html).not.toContain('Un secret entre nous');
    const instructor = await login('ines');
    expect((await instructor.get(address('envoyee', '/historique'))).html).toContain('Un secret entre nous');
  });

  it('what was granted is read as it was, whatever is typed afterwards; the token is named, never shown', async () => {
    const id = ids['validee'] ?? '';
    const { html } = await visitor.get(address('validee'));
    const link = /\/compte\/habilitations\/[0-9a-f-]+/.exec(html)?.[0] ?? '';
    const before = await visitor.get(link);
    expect(before.html).toContain('Les agents du service des achats');
    await office.act(id, people.alix, 'rouvrir');
    const { version } = await office.find(id);
    await office.bureau.enregistrer({ id, version }, people.alix, { contenu: { destinataires: 'Tout le monde' } });
    const after = await visitor.get(link);
    expect(after.html).toContain('Les agents du service des achats');
    expect(after.html).not.toContain('Tout le monde');
    expect(`${html}${after.html}`).not.toMatch(/eyJ[\w-]+\./);
    const cancel = await visitor.get(address('validee', '/annuler-la-reouverture'));
    expect(cancel.status).toBe(200);
    const done = await visitor.post(address('validee', '/annuler-la-reouverture'), {
      version: /name="version" value="(\d+)"/.exec(cancel.html)?.[1] ?? '',
    });
    expect(done.status).toBe(303);
    expect((await office.find(id)).etat).toBe('validee');
  });

  it('what someone else has decided meanwhile is said, and nothing is done', async () => {
    const stale = await visitor.post(address('validee', '/rouvrir'), { version: '1' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('vient de le modifier');
    expect((await office.find(ids['validee'] ?? '')).etat).toBe('validee');
  });

  it('a request is handed over to nobody but a verified colleague', async () => {
    const { version } = await office.find(ids['envoyee'] ?? '');
    for (const email of ['', 'inconnu@ministere.example', people.bo.email, people.alix.email]) {
      const refused = await visitor.post(address('envoyee', '/transferer'), { email, version: String(version) });
      expect(refused.status).toBe(422);
    }
    expect((await office.find(ids['envoyee'] ?? '')).demandeur).toBe(people.alix.id);

    // A grant makes its applicant a verified member of the organisation.
    await office.act(ids['autre'] ?? '', people.ines, 'valider');
    const id = await office.draft(people.alix);
    const handed = await visitor.post(`/demandes/${id}/transferer`, { email: people.bo.email, version: '1' });
    expect([handed.status, handed.location]).toEqual([303, '/compte/demandes?fait=transferee']);
    expect((await office.find(id)).demandeur).toBe(people.bo.id);
    const seen = await visitor.get(`/demandes/${id}`);
    expect([seen.status, seen.html.includes('Reprendre la demande')]).toEqual([200, false]);
    expect((await visitor.get(`/demandes/${id}/transferer`)).status).toBe(404);
  });

  it('who instructs hands over the request of someone who has left, to a verified member too', async () => {
    const instructor = await login('ines');
    const id = await office.sent(people.alix);
    const link = `/demandes/${id}/transferer`;
    expect((await instructor.get(`/instruction/demandes/${id}`)).html).toContain(link);
    expect((await instructor.get(link)).html).toContain('Pour une personne partie');
    const version = String((await office.find(id)).version);
    const unknown = await instructor.post(link, { email: 'inconnu@ministere.example', version });
    expect(unknown.status).toBe(422);
    const handed = await instructor.post(link, { email: people.bo.email, version });
    expect(handed).toMatchObject({ status: 303, location: `/instruction/demandes/${id}?fait=transferer` });
    expect((await office.find(id)).demandeur).toBe(people.bo.id);
  });

  it('a renewal opens one copy, and leads to it the second time', async () => {
    const page = address('refusee', '/renouveler');
    await visitor.get(page);
    const opened = await visitor.post(page, { intitule: 'Achats, seconde fois' });
    const copy = opened.location?.split('?')[0] ?? '';
    expect([opened.status, copy]).toEqual([303, expect.stringMatching(/^\/demandes\//)]);
    expect((await visitor.get(copy)).html).toContain('Achats, seconde fois');
    expect(await visitor.get(page)).toMatchObject({ status: 303, location: copy });
    expect((await visitor.post(page, { intitule: 'Encore' })).status).toBe(422);
  });

  it('who examines chooses what he is written to about; for others there is no such page', async () => {
    const instructor = await login('ines');
    expect((await instructor.get('/compte/notifications')).html.match(/checked/g)).toHaveLength(2);
    await instructor.post('/compte/notifications', { sujets: 'messages' });
    expect((await instructor.get('/compte/notifications?fait=oui')).html.match(/checked/g)).toHaveLength(1);
    expect((await visitor.get('/compte/notifications')).status).toBe(404);
  });

  describe('a token', () => {
    async function tokenOf(demande: string): Promise<string> {
      const [{ jti } = { jti: '' }] = await jetonsAccordes(base.db, demande);
      const row = await findJeton(base.db, jti);
      const [iat, exp] = [row?.cree_le ?? new Date(), row?.expire_le ?? new Date()].map((at) =>
        Math.floor(at.getTime() / 1000),
      );
      return forge(SECRET, { uid: row?.uid, jti, roles: row?.roles, sub: row?.sujet, iat, exp, version: '1.0' });
    }
    const call = async (token: string, path: string) => (await instance.call(path, token)).status;
    const entreprise = '/v2/entreprises/100100031';
    const exercices = '/v2/exercices/10010001500013';

    it('works through a reopening; a wider one comes beside it, each with its own rights; revoked, both are refused within 2 s', async () => {
      const { alix, ines } = people;
      const id = await office.sent(alix);
      await office.act(id, ines, 'valider');
      const first = await tokenOf(id);
      await eventually(async () => (await call(first, entreprise)) === 200);
      await office.act(id, alix, 'rouvrir');
      await office.bureau.enregistrer({ id, version: (await office.find(id)).version }, alix, {
        contenu: { donnees: ['entreprises', 'etablissements', 'exercices'] },
      });
      await office.act(id, alix, 'envoyer', { cgu: '1' });
      expect([await call(first, entreprise), await call(first, exercices)]).toEqual([200, 403]);
      await office.act(id, ines, 'valider');
      const second = await tokenOf(id);
      expect(second).not.toBe(first);
      await eventually(async () => (await call(second, exercices)) === 200);
      expect([await call(first, entreprise), await call(first, exercices)]).toEqual([200, 403]);
      await office.act(id, ines, 'revoquer', { motif: 'Jeton publié.' });
      await eventually(
        async () => (await call(first, entreprise)) === 401 && (await call(second, entreprise)) === 401,
        2500,
      );
    }, 30_000);

    it('of an open form holds open data alone, whatever was asked', async () => {
      const { alix, ines } = people;
      const asked = filled({ acces_formulaire: 'ouvert', donnees: ['entreprises', 'etablissements', 'exercices'] });
      const id = await office.sent(alix, asked, 'preremplissage');
      await office.act(id, ines, 'valider');
      const token = await tokenOf(id);
      await eventually(async () => (await call(token, entreprise)) === 200);
      expect(await call(token, exercices)).toBe(403);
      const closed = await instance.call('/v2/entreprises/100451004', token, { non_diffusables: 'true' });
      expect(closed.status).toBe(451);
    });
  });

  describe.skipIf(chromiumPath === undefined)('in a browser', () => {
    const visit = browserOn(() => instance.url);
    const captures = process.env['CAPTURES'];

    it.each([
      ['/compte/demandes', 'liste'],
      ['/compte', 'compte'],
      ['brouillon', 'brouillon'],
      ['envoyee', 'envoyee'],
      ['a_modifier', 'a_modifier'],
      ['refusee', 'refusee'],
      ['validee', 'validee'],
      ['revoquee', 'revoquee'],
      ['a_modifier/messages', 'messages'],
      ['a_modifier/historique', 'historique'],
      ['validee/rouvrir', 'rouvrir'],
      ['brouillon/archiver', 'archiver'],
      ['envoyee/transferer', 'transferer'],
      ['validee/renouveler', 'renouveler'],
      ['habilitation', 'habilitation'],
    ])(
      '%s has no fault of accessibility, and holds in 320 px',
      async (place, name) => {
        const [first = '', rest] = place.split('/');
        const path =
          place === 'habilitation'
            ? (/\/compte\/habilitations\/[0-9a-f-]+/.exec((await visitor.get(address('validee'))).html)?.[0] ?? '')
            : place.startsWith('/')
              ? place
              : address(first, rest === undefined ? '' : `/${rest}`);
        for (const width of [1280, 320]) {
          const page = await visit('/connexion', { viewport: { width, height: 800 } });
          await page
            .context()
            .addCookies([...visitor.cookies].map(([key, value]) => ({ name: key, value, url: instance.url })));
          await page.goto(`${instance.url}${path}`);
          await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
          expect(await page.title()).not.toContain('introuvable');
          expect(await axeFaults(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
          if (captures !== undefined) {
            mkdirSync(captures, { recursive: true });
            await page.screenshot({ path: `${captures}/${name}-${width}.png`, fullPage: true });
          }
          await page.context().close();
        }
      },
      60_000,
    );
  });

  it('drafts that sleep are recalled once by the instance itself', async () => {
    const recalled = async () =>
      (await mailsOf(instance)).filter(({ subject }) => subject?.endsWith('Votre brouillon attend d’être envoyé'))
        .length;
    const { drafts } = await base.db
      .selectFrom('demandes')
      .select(({ fn }) => fn.countAll<number>().as('drafts'))
      .where('etat', '=', 'brouillon')
      .executeTakeFirstOrThrow();
    expect(await recalled()).toBe(0);
    await instance.apie('horloge', 'avancer', '16j');
    expect(await recalled()).toBe(Number(drafts));
    await instance.apie('horloge', 'avancer', '16j');
    expect(await recalled()).toBe(Number(drafts));
  });
});
