import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { MEAN, type Person, people, type Scene, secret, UNSPEAKABLE, writeScene } from './scene.ts';

let scene: Scene;
let folder: string;
let instance: TestInstance;
const visitors = new Map<Who, Visitor>();
type Who = Person | 'visiteur';

const CLIENTS = '/editeur/habilitations';
const ASKS = '/editeur/delegations';
const EDITORS = '/administration/editeurs';
const NOBODY = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  folder = await dossierAvecDemandes(async (atelier) => {
    scene = await writeScene(atelier);
  });
  instance = await startTestInstance({ varDir: folder, environment: { JETON_SECRET: secret } });
  visitors.set('visiteur', new Visitor(instance.url));
  for (const who of Object.keys(people) as Person[]) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(people[who]);
    visitors.set(who, visitor);
  }
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Who): Visitor => {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(who);
  return visitor;
};
/** Sends a form as who has just read a page: each has what makes a form his. */
async function post(who: Who, path: string, fields: Record<string, string> = {}): Promise<Page> {
  if (as(who).formToken === '') await as(who).get('/connexion');
  return as(who).post(path, fields);
}
async function read(who: Who, path: string): Promise<string> {
  const { status, html } = await as(who).get(path);
  expect([path, status]).toEqual([path, 200]);
  return html;
}
const delegationsOf = (id: string) => `/compte/habilitations/${id}/delegations`;
const linkIn = (html: string, tail: string): string => new RegExp(`href="([^"]*/${tail})"`).exec(html)?.[1] ?? '';
const grant = () => post('demandeuse', delegationsOf(scene.cantines.habilitation), { editeur: scene.logis });
async function revoke(): Promise<void> {
  const page = delegationsOf(scene.cantines.habilitation);
  const { status } = await post('demandeuse', linkIn(await read('demandeuse', page), 'retirer'));
  expect(status).toBe(303);
}

describe('an applicant', () => {
  it('is proposed the editor that his form names, reads what is shown, and delegates', async () => {
    const page = delegationsOf(scene.cantines.habilitation);
    const html = await read('demandeuse', page);
    expect(html).toMatch(/D’après votre demande[\s\S]*Logis Publics/);
    expect(await read('demandeuse', `/compte/habilitations/${scene.cantines.habilitation}`)).toContain(
      `href="${page}"`,
    );
    expect(await read('demandeuse', `/demandes/${scene.cantines.demande}`)).toContain(`href="${page}"`);
    const asked = await read('demandeuse', `${page}/nouvelle?editeur=${scene.logis}`);
    expect(asked).toMatch(/ne voit jamais[\s\S]*la valeur du jeton/);
    expect(asked).toContain('Déléguer à Logis Publics');
    expect((await grant()).location).toBe(`${page}?fait=deleguee`);
    expect(await read('demandeuse', `${page}?fait=deleguee`)).toContain('l’éditeur la voit dès maintenant');
  });

  it('searches without a script; an editor that is not public needs its SIRET', async () => {
    const page = delegationsOf(scene.cantines.habilitation);
    expect(await read('demandeuse', `${page}?q=rivalit`)).toContain('Aucun éditeur trouvé');
    expect(await read('demandeuse', `${page}?q=100+100+031+00010`)).toContain('Rivalité &amp; fils');
  });
});

describe('an editor', () => {
  it('sees what was delegated: who, until when, how it fares; and goes there from his account', async () => {
    expect(await read('editeur', '/compte')).toContain(`href="${CLIENTS}"`);
    expect(await read('voisin', '/compte')).not.toContain(CLIENTS);
    const list = await read('editeur', CLIENTS);
    for (const said of ['Commune de Valfleury', scene.cantines.numero, 'Fin proche', 'En difficulté', '200', '10'])
      expect(list).toContain(said);
    const page = await read('editeur', `${CLIENTS}/${scene.cantines.habilitation}`);
    for (const said of ['Insee muet', 'Travaux à l’Insee', '(429)', '(5xx)']) expect(page).toContain(said);
    expect(page).not.toContain('Panne ailleurs');
    expect(await read('rival', CLIENTS)).toContain('Aucun client ne vous montre encore');
    for (const odd of ['page=-1', 'page=999', 'tri=constructor', 'voir=__proto__', 'q=%25&q=_', 'q=%00%27'])
      await read('editeur', `${CLIENTS}?${odd}`);
    expect(await read('editeur', `${CLIENTS}?q=introuvable`)).toContain('Aucune ne répond à ce choix');
  });

  it('reads nothing of a token, of what was asked, of where from or of who is named; and runs nothing', async () => {
    const { cantines } = scene;
    const csv = await as('editeur').get(`${CLIENTS}.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.html).toContain(`"'${MEAN.replaceAll('"', '""')}"`);
    const pages = [CLIENTS, `${CLIENTS}/${cantines.habilitation}`, ASKS, '/editeur/courriels'];
    const texts = [csv.html, ...(await Promise.all(pages.map((path) => read('editeur', path))))];
    const secrets = [cantines.value, cantines.value.slice(0, 24), cantines.jti, ...Object.values(UNSPEAKABLE)];
    const named = [people.demandeuse, people.technique, 'zoe.blanc@mairie.example', 'Durand'];
    for (const text of texts) for (const hidden of [...secrets, ...named]) expect(text).not.toContain(hidden);
    for (const text of texts.slice(1)) expect(text).not.toContain('<script>alert');
    expect(await read('demandeuse', delegationsOf(cantines.habilitation))).not.toContain('<script>alert');
    for (const path of pages)
      expect((await as('editeur').get(path)).headers.get('cache-control')).toContain('no-store');
  });

  it('asks by number: the same answer for one that names nothing; the applicant is told, and accepts', async () => {
    const { sports } = scene;
    const { location: known } = await post('rival', ASKS, { numero: ` ${sports.numero.toLowerCase()} ` });
    const { location: unknown } = await post('rival', ASKS, { numero: 'H-999999' });
    expect([known, unknown]).toEqual([`${ASKS}?fait=envoyee`, `${ASKS}?fait=envoyee`]);
    const row = (html: string, numero: string) =>
      (new RegExp(`<span>${numero}</span>[\\s\\S]*?</tr>`).exec(html)?.[0] ?? 'absent').replaceAll(numero, '');
    const list = await read('rival', ASKS);
    expect(row(list, sports.numero)).toBe(row(list, 'H-999999'));
    expect(row(list, sports.numero)).toContain('Demandée');
    for (const numero of [sports.numero, 'H-999999'])
      expect((await post('rival', ASKS, { numero })).html).toContain('Vous avez déjà demandé ce numéro');
    expect((await post('rival', ASKS, { numero: 'D-000001' })).status).toBe(422);
    const [mail] = (await mailsTo(instance, people.voisin)).filter(({ subject }) => subject?.includes('délégation'));
    expect(mail?.text).toContain(delegationsOf(sports.habilitation));
    expect(await read('voisin', '/compte')).toContain('Répondre à l’éditeur Rivalité &amp; fils');
    const page = await read('voisin', delegationsOf(sports.habilitation));
    const accept = linkIn(page, 'accepter');
    expect(await read('voisin', accept)).toContain('Accepter la demande de Rivalité');
    expect((await post('voisin', accept)).status).toBe(303);
    expect((await post('voisin', accept)).status).toBe(409);
    expect(await read('rival', `${CLIENTS}/${sports.habilitation}`)).toContain('Sports');
    expect(await read('editeur', CLIENTS)).not.toContain('Sports');
    const back = linkIn(await read('rival', ASKS), 'rendre');
    expect(await read('rival', back)).toContain('Rendre la délégation');
    expect((await post('rival', back)).location).toBe(`${ASKS}?fait=rendue`);
    expect((await as('rival').get(`${CLIENTS}/${sports.habilitation}`)).status).toBe(404);
  });

  it('chooses the weekly mail, and no longer, in one click each', async () => {
    expect(await read('editeur', '/editeur/courriels')).toContain('Vous ne recevez pas');
    await post('editeur', '/editeur/courriels', { resume: 'oui' });
    expect(await read('editeur', '/editeur/courriels')).toContain('Ne plus le recevoir');
    await post('editeur', '/editeur/courriels', { resume: 'non' });
    expect(await read('editeur', '/editeur/courriels')).toContain('Vous ne recevez pas');
  });
});

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** For whom it exists. */
  readonly of: readonly Who[];
}

describe('every page of editors and delegations, for everyone', () => {
  let delegation: string;

  beforeAll(async () => {
    const page = delegationsOf(scene.cantines.habilitation);
    delegation = /delegations\/([\da-f-]{36})\/retirer/.exec(await read('demandeuse', page))?.[1] ?? '';
    expect(delegation).not.toBe('');
    await post('rival', ASKS, { numero: scene.cantines.numero });
  });

  /** Each address, with whom it exists for. */
  async function routes(): Promise<Route[]> {
    const { cantines, sports, logis } = scene;
    const [mine, theirs] = [delegationsOf(cantines.habilitation), delegationsOf(sports.habilitation)];
    const asked = /delegations\/([\da-f-]{36})\/accepter/.exec(await read('demandeuse', mine))?.[1] ?? '';
    const editors: Who[] = ['editeur', 'rival'];
    const both = (path: string, of: readonly Who[]): Route[] => [
      { method: 'GET', path, of },
      { method: 'POST', path, of },
    ];
    return [
      { method: 'GET', path: CLIENTS, of: editors },
      { method: 'GET', path: `${CLIENTS}.csv`, of: editors },
      { method: 'GET', path: `${CLIENTS}/${cantines.habilitation}`, of: ['editeur'] },
      { method: 'GET', path: `${CLIENTS}/${sports.habilitation}`, of: [] },
      { method: 'GET', path: `${CLIENTS}/${NOBODY}`, of: [] },
      ...both(ASKS, editors),
      ...both(`${ASKS}/${delegation}/rendre`, ['editeur']),
      ...both(`${ASKS}/${asked}/rendre`, []),
      ...both(`${ASKS}/${NOBODY}/rendre`, []),
      ...both('/editeur/courriels', editors),
      ...both(mine, ['demandeuse']),
      ...both(theirs, ['voisin']),
      ...both(delegationsOf(NOBODY), []),
      { method: 'GET', path: `${mine}/nouvelle?editeur=${logis}`, of: ['demandeuse'] },
      { method: 'GET', path: `${mine}/nouvelle?editeur=${NOBODY}`, of: [] },
      ...both(`${mine}/${delegation}/retirer`, ['demandeuse']),
      ...both(`${theirs}/${delegation}/retirer`, []),
      ...both(`${mine}/${asked}/accepter`, ['demandeuse']),
      ...both(`${theirs}/${asked}/accepter`, []),
      { method: 'POST', path: `${mine}/${asked}/decliner`, of: ['demandeuse'] },
      { method: 'POST', path: `${theirs}/${asked}/decliner`, of: [] },
      ...both(EDITORS, ['administrateur']).slice(0, 1),
      ...both(`${EDITORS}/nouveau`, ['administrateur']),
      ...both(`${EDITORS}/${logis}`, ['administrateur']),
      ...both(`${EDITORS}/${NOBODY}`, []),
      { method: 'POST', path: `${EDITORS}/${logis}/comptes`, of: ['administrateur'] },
      ...both(`${EDITORS}/${logis}/comptes/${scene.comptes.editeur.id}/retirer`, ['administrateur']),
      ...both(`${EDITORS}/${logis}/fermer`, ['administrateur']),
    ];
  }

  it('exists for those it is for, asks a visitor to log in, and is not there for anyone else', async () => {
    const all = await routes();
    const faults: string[] = [];
    for (const { method, path, of } of all) {
      for (const who of visitors.keys()) {
        // What it would do to whom it is for is told by the other tests.
        if (method === 'POST' && of.includes(who)) continue;
        const answer = method === 'GET' ? await as(who).get(path) : await post(who, path);
        const isLogin = answer.status === 303 && answer.location?.startsWith('/connexion') === true;
        const right = who === 'visiteur' ? isLogin : answer.status === (of.includes(who) ? 200 : 404);
        if (!right) faults.push(`${method} ${path} ${who}: ${answer.status} ${answer.location ?? ''}`);
      }
    }
    expect(faults).toEqual([]);
    expect(all.length).toBeGreaterThan(35);
    // Nothing was done by those who may not.
    expect((await read('demandeuse', delegationsOf(scene.cantines.habilitation))).match(/\/accepter"/g)).toHaveLength(
      1,
    );
    expect(await read('editeur', CLIENTS)).toContain(scene.cantines.numero);
    expect(await read('administrateur', `${EDITORS}/${scene.logis}`)).toContain(people.editeur);
  });

  it('accepts no form that is not ours', async () => {
    for (const { method, path, of } of await routes()) {
      const [who] = of;
      if (method !== 'POST' || who === undefined) continue;
      const { status } = await as(who).send(path, new URLSearchParams({ editeur: scene.logis }));
      expect([path, status]).toEqual([path, 403]);
    }
  });

  it('shows nothing more to the editor once the delegation is taken back, at once', async () => {
    await revoke();
    const list = await read('editeur', CLIENTS);
    expect(list).not.toContain('Valfleury');
    expect((await as('editeur').get(`${CLIENTS}.csv`)).html).not.toContain('Valfleury');
    for (const path of [`${CLIENTS}/${scene.cantines.habilitation}`, `${ASKS}/${delegation}/rendre`])
      expect([path, (await as('editeur').get(path)).status]).toEqual([path, 404]);
    const asks = await read('editeur', ASKS);
    expect(asks).toContain('Retirée par le client');
    expect(asks).not.toMatch(/Valfleury|HYPERLINK/);
    expect(await read('demandeuse', delegationsOf(scene.cantines.habilitation))).toContain('Retirée par le demandeur');
  });
});

describe('administrators', () => {
  it('keep editors and their accounts: what is wrong stands beside its field, with what was typed', async () => {
    const fiche = { nom: 'Éditeur "><b>gras</b>', siret: '100 100 056 00017', produit: 'Agenda', public: 'oui' };
    const wrong = await post('administrateur', `${EDITORS}/nouveau`, { ...fiche, siret: '123', produit: 'A' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('pas un SIRET')]);
    expect(wrong.html).not.toContain('"><b>gras');
    expect(wrong.html).toContain('<b>gras</b>" id="champ-nom"');
    const { location } = await post('administrateur', `${EDITORS}/nouveau`, fiche);
    const address = location?.replace('?fait=cree', '') ?? '';
    expect((await post('administrateur', `${EDITORS}/nouveau`, fiche)).html).toContain('a déjà ce SIRET');
    expect(await read('administrateur', `${EDITORS}?q=agenda`)).toContain('&lt;b>gras');
    expect(await read('visiteur', '/cas-usage/mon-editeur?q=agenda')).toContain('&lt;b>gras');
    expect(await read('visiteur', '/cas-usage/mon-editeur')).not.toContain('Rivalité');
    const attach = (email: string) => post('administrateur', `${address}/comptes`, { email });
    expect((await attach('inconnu@nulle.example')).html).toContain('Aucun compte actif');
    expect((await attach(people.rival)).html).toContain('déjà rattaché');
    expect((await attach(people.collegue)).location).toBe(`${address}?fait=attache`);
    expect(await read('collegue', CLIENTS)).toContain('Aucun client');
    const modified = await post('administrateur', address, { ...fiche, version: '1', public: '' });
    expect(modified.location).toBe(`${address}?fait=modifie`);
    expect((await post('administrateur', address, { ...fiche, version: '1' })).status).toBe(409);
    expect(await read('visiteur', '/cas-usage/mon-editeur?q=agenda')).not.toContain('gras');
    const detach = linkIn(await read('administrateur', address), 'retirer');
    expect((await post('administrateur', detach)).location).toBe(`${address}?fait=detache`);
    expect((await as('collegue').get(CLIENTS)).status).toBe(404);
    expect((await post('administrateur', `${address}/fermer`, { version: '2' })).html).toContain('Dites pourquoi');
    const closed = await post('administrateur', `${address}/fermer`, { version: '2', raison: 'Société dissoute' });
    expect(closed.location).toBe(`${address}?fait=ferme`);
    const journal = await read('administrateur', '/administration/journal?acte=editeur.ferme');
    expect(journal).toContain('Société dissoute');
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);

  async function inside(who: Person) {
    const page = await open('/faq');
    const [name = '', value = ''] = [...as(who).cookies][0] ?? [];
    await page.context().addCookies([{ name, value, url: instance.url }]);
    return page;
  }

  it('an applicant delegates and takes back by keyboard alone', async () => {
    const page = await inside('demandeuse');
    const press = async (role: 'button' | 'link', name: RegExp) => {
      await page.getByRole('main').getByRole(role, { name }).first().focus();
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    };
    await page.goto(`${instance.url}${delegationsOf(scene.cantines.habilitation)}`);
    await page.getByRole('main').getByRole('searchbox').focus();
    await page.keyboard.type('logis');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await press('link', /^Choisir/);
    await press('button', /^Déléguer/);
    expect(await page.locator('.fr-alert--success').textContent()).toContain('accordée');
    expect(await page.evaluate('document.activeElement.className')).toContain('fr-alert--success');
    expect(await read('editeur', CLIENTS)).toContain('Valfleury');
    await press('link', /^Retirer/);
    await press('button', /^Retirer/);
    expect(await page.locator('.fr-alert--success').textContent()).toContain('retirée');
    await page.context().close();
  });

  it('is accessible, and needs no scrolling sideways', async () => {
    await grant();
    await post('demandeuse', delegationsOf(scene.cantines.habilitation), { editeur: scene.rival });
    const mine = delegationsOf(scene.cantines.habilitation);
    const visits: readonly (readonly [Person, readonly string[]])[] = [
      ['demandeuse', [mine, `${mine}?q=logis&fait=deleguee`, linkIn(await read('demandeuse', mine), 'retirer')]],
      ['demandeuse', [`${mine}/nouvelle?editeur=${scene.logis}`]],
      ['editeur', [CLIENTS, `${CLIENTS}?q=rien`, `${CLIENTS}/${scene.cantines.habilitation}`, ASKS]],
      ['editeur', ['/editeur/courriels', linkIn(await read('editeur', ASKS), 'rendre')]],
      [
        'administrateur',
        [EDITORS, `${EDITORS}/nouveau`, `${EDITORS}/${scene.logis}`, `${EDITORS}/${scene.logis}/fermer`],
      ],
      ['voisin', ['/cas-usage/mon-editeur', delegationsOf(scene.sports.habilitation)]],
    ];
    const faults: string[] = [];
    for (const [who, paths] of visits) {
      const page = await inside(who);
      for (const path of paths) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${instance.url}${path}`);
        faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
        await page.setViewportSize({ width: 320, height: 700 });
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (width !== 320) faults.push(`${path}: ${String(width)} px`);
      }
      await page.context().close();
    }
    expect(faults).toEqual([]);
  });
});
