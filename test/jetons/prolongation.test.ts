import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCalendarMonths } from '../../src/core/dates/durations.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { claimsOf } from '../support/tokens.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { textOf } from './consommation-scene.ts';
import { type Accorde, accordeAvec, accorder, secret, valeurDe } from './fin-scene.ts';

const people = {
  demandeuse: 'ines.durand@mairie.example',
  collegue: 'max.neuf@mairie.example',
  technique: 'noe.roux@mairie.example',
  metier: 'zoe.blanc@mairie.example',
  voisin: 'luc.autre@mairie.example',
  instructeur: 'paul.lenoir@interne.example',
} as const;
type Who = keyof typeof people;

let folder: string;
let instance: TestInstance;
let lives: Record<'ecoles' | 'sports' | 'musees' | 'jeune' | 'rouverte' | 'confiee', Accorde>;
const visitors = new Map<Who, Visitor>();

beforeAll(async () => {
  folder = await dossierAvecDemandes(async (atelier) => {
    await atelier.organisation();
    const instructeur = await atelier.compte(people.instructeur, 'instructeur');
    const demandeur = await atelier.compte(people.demandeuse, 'demandeur');
    const collegue = await atelier.compte(people.collegue, 'demandeur');
    await atelier.compte(people.technique, 'contact_technique');
    await atelier.compte(people.metier, 'contact_metier');
    await atelier.compte(people.voisin, 'demandeur');
    const grant = (intitule: string, joursRestants: number) =>
      accorder(atelier, { demandeur, instructeur, intitule, ilYA: accordeAvec(joursRestants) });
    lives = {
      ecoles: await grant('Écoles', 40),
      sports: await grant('Sports', 40),
      musees: await grant('Musées', 40),
      jeune: await grant('Jeune', 91),
      rouverte: await grant('Rouverte', 40),
      confiee: await grant('Confiée', 40),
    };
    await atelier.bureau().agir(await atelier.relue(lives.rouverte.demande), demandeur, 'rouvrir');
    const confiee = await atelier.relue(lives.confiee.demande);
    await atelier.bureau().agir(confiee, demandeur, 'transferer', { destinataire: collegue.id });
  });
  instance = await startTestInstance({ varDir: folder, environment: { JETON_SECRET: secret, PROLONGATION: 'oui' } });
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(isWho(who) ? who : 'voisin', visitor);
  }
}, 120_000);
afterAll(async () => {
  await instance.stop();
  rmSync(folder, { recursive: true, force: true });
});

const isWho = (text: string): text is Who => Object.hasOwn(people, text);

function as(who: Who): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is not logged in`);
  return visitor;
}

const renewal = ({ jeton }: Accorde) => `/compte/jetons/${jeton.jti}/renouveler`;
const wizard = ({ jeton }: Accorde, step = '') => `/compte/jetons/${jeton.jti}/prolonger${step}`;
const said = async (who: Who, path: string) => textOf((await as(who).get(path)).html);

/** Answers a screen, as a browser that has just read it; gives what comes next, followed to a page. */
async function answer(token: Accorde, step: string, fields: Record<string, string>): Promise<Page> {
  await as('demandeuse').get(wizard(token, step));
  return follow(await as('demandeuse').post(wizard(token, step), fields));
}

async function follow(page: Page): Promise<Page> {
  return page.status === 303 ? follow(await as('demandeuse').get(page.location ?? '')) : page;
}

const yes = { contact_metier: 'oui', contact_technique: 'oui' };

/** The tokens that the register knows, one a line. */
const register = async () => (await instance.apie('jeton', 'lister')).filter((line) => line.includes('Écoles'));

describe('a prolongation', () => {
  it('is proposed to whoever asked for the token, in its last ninety days, and to nobody else', async () => {
    expect((await as('demandeuse').get(renewal(lives.ecoles))).html).toContain(`href="${wizard(lives.ecoles)}"`);
    expect(await said('demandeuse', renewal(lives.jeune))).toContain(
      'Trop tôt : un jeton se prolonge dans ses 90 derniers',
    );
    expect(await said('demandeuse', renewal(lives.rouverte))).toContain('Vous avez rouvert la demande de ce jeton');
    expect(await said('technique', renewal(lives.ecoles))).toContain('Demandez à Ines Durand');
    expect(await said('collegue', renewal(lives.confiee))).toContain('Prolonger le jeton');
  });

  it.each([
    '',
    '/responsable',
    '/resume',
    '/autre',
  ])('has no page%s and takes no answer from anyone else', async (step) => {
    for (const who of ['technique', 'metier', 'voisin', 'collegue'] as const) {
      expect((await as(who).get(wizard(lives.ecoles, step))).status, who).toBe(404);
      expect((await as(who).post(wizard(lives.ecoles, step), { responsable: 'oui' })).status, who).toBe(404);
    }
    // He asked for it once: it is someone else's now.
    expect((await as('demandeuse').get(wizard(lives.confiee, step))).status).toBe(404);
  });

  it('of a token too young, or whose request is reopened, leads back to where it stands', async () => {
    for (const token of [lives.jeune, lives.rouverte]) {
      const asked = await as('demandeuse').get(wizard(token, '/resume'));
      expect([asked.status, asked.location]).toEqual([303, renewal(token)]);
      const forced = await as('demandeuse').post(wizard(token, '/resume'), {});
      expect([forced.status, textOf(forced.html).includes('ne peut plus être prolongé')]).toEqual([409, true]);
    }
  });

  it('asks four screens in order, refuses a blank, keeps answers, and makes nothing before the last', async () => {
    const start = await as('demandeuse').get(wizard(lives.ecoles));
    expect(start.location).toBe(wizard(lives.ecoles, '/responsable'));
    expect((await as('demandeuse').get(wizard(lives.ecoles, '/contacts'))).location).toBe(wizard(lives.ecoles));
    const early = await as('demandeuse').post(wizard(lives.ecoles, '/resume'), {});
    expect([early.status, textOf(early.html).includes('Répondez d’abord à chaque question')]).toEqual([409, true]);
    const blank = await answer(lives.ecoles, '/responsable', {});
    expect([blank.status, textOf(blank.html).includes('Dites si vous répondez toujours')]).toEqual([422, true]);
    expect(textOf((await answer(lives.ecoles, '/responsable', { responsable: 'oui' })).html)).toMatch(
      /écran 2 sur 4 L’usage est-il le même \? .*Projet Écoles .*instruisent les subventions/,
    );
    expect(textOf((await answer(lives.ecoles, '/usage', { usage: 'oui' })).html)).toMatch(
      /Contact métier Zoe Blanc, Responsable, zoe\.blanc@mairie\.example.* Contact technique Noe Roux/,
    );
    // Another browser, later: where he was.
    const elsewhere = new Visitor(instance.url);
    await elsewhere.logIn(people.demandeuse);
    expect((await elsewhere.get(wizard(lives.ecoles))).location).toBe(wizard(lives.ecoles, '/contacts'));
    const half = await answer(lives.ecoles, '/contacts', { contact_metier: 'oui' });
    expect([half.status, textOf(half.html).includes('Dites si le contact technique')]).toEqual([422, true]);
    expect(textOf((await answer(lives.ecoles, '/contacts', yes)).html)).toContain('Un nouveau jeton est créé aussitôt');
    expect(await register()).toHaveLength(1);
  });

  it('makes one token for clicks at once and after, beside the old one, with its rights, for eighteen months', async () => {
    const { ecoles } = lives;
    const clicks = [1, 2, 3].map(() => as('demandeuse').post(wizard(ecoles, '/resume'), {}));
    const statuses = (await Promise.all(clicks)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 409, 409]);
    expect((await as('demandeuse').post(wizard(ecoles, '/resume'), {})).status).toBe(409);
    expect(await register()).toHaveLength(2);
    const page = await as('demandeuse').get(`${renewal(ecoles)}?fait=prolonge`);
    expect(textOf(page.html)).toMatch(/C’est fait .*Ce jeton est remplacé Un nouveau jeton fonctionne déjà/);
    const made = newJeton(page);
    const { html } = await as('demandeuse').get('/developpeurs/bac-a-sable');
    expect(html).toContain(made);
    const privileges = await instance.call('/v2/privileges', valeurDe(ecoles.jeton));
    expect([privileges.status, await privileges.json()]).toEqual([200, { privileges: ecoles.jeton.roles }]);
    const life = (await instance.apie('jeton', 'lister')).find((line) => line.includes(made)) ?? '';
    const [, end = ''] = [...life.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([day]) => day);
    const now = new Date(Date.now());
    expect(
      [0, 1].map((days) =>
        addCalendarMonths(new Date(now.getTime() + days * 86_400_000), 18)
          .toISOString()
          .slice(0, 10),
      ),
    ).toContain(end);
    expect((await as('technique').get(`/compte/jetons/${made}/renouveler`)).status).toBe(200);
  });

  it('gives a token that the gateway takes at once, and leaves an event in the history of the request', async () => {
    const made = newJeton(await as('demandeuse').get(renewal(lives.ecoles)));
    // The value as its requester has it: the same claims as the old one, but for its name and its dates.
    const { uid, roles, sub } = claimsOf(valeurDe(lives.ecoles.jeton));
    const iat = Math.floor(Date.now() / 1000);
    const value = valeurDe({
      ...lives.ecoles.jeton,
      jti: made,
      cree_le: new Date(iat * 1000),
      expire_le: new Date((iat + 86_400) * 1000),
    });
    expect(claimsOf(value)).toMatchObject({ jti: made, uid, roles, sub });
    expect((await instance.call('/v2/entreprises/100100015', value)).status).toBe(200);
    expect((await instance.call('/v2/entreprises/100100015', valeurDe(lives.ecoles.jeton))).status).toBe(200);
    expect(await said('demandeuse', `/demandes/${lives.ecoles.demande}/historique`)).toContain('Jeton prolongé');
    expect(await said('instructeur', `/instruction/demandes/${lives.ecoles.demande}`)).toContain(
      'Jeton prolongé par son demandeur',
    );
  });

  it('is told to the requester and to the contacts, once each, and never with a value', async () => {
    for (const who of ['demandeuse', 'technique', 'metier'] as const) {
      const told = (await mailsTo(instance, people[who])).filter(({ subject }) => subject?.includes('prolonge'));
      expect(told.map(({ subject }) => subject)).toEqual(['Un nouveau jeton prolonge « Écoles »']);
      expect(told[0]?.text).not.toContain('eyJ');
    }
  });

  it('stops when whoever answers for the token changes: the request is handed over first', async () => {
    for (const responsable of ['bientot', 'non']) {
      const stopped = await answer(lives.sports, '/responsable', { responsable });
      expect(textOf(stopped.html)).toContain('Confiez d’abord la demande');
      expect(stopped.html).toContain(`href="/demandes/${lives.sports.demande}/transferer"`);
    }
    expect((await as('demandeuse').post(wizard(lives.sports, '/usage'), { usage: 'oui' })).location).toBe(
      wizard(lives.sports),
    );
    expect((await as('demandeuse').post(wizard(lives.sports, '/resume'), {})).status).toBe(409);
  });

  it('stops when something has changed: the request is reopened; an answer may be changed', async () => {
    await answer(lives.musees, '/responsable', { responsable: 'oui' });
    const changed = await answer(lives.musees, '/usage', { usage: 'non' });
    expect(textOf(changed.html)).toContain('Ce qui a changé doit être examiné');
    expect(changed.html).toContain(`href="/demandes/${lives.musees.demande}/rouvrir"`);
    await answer(lives.musees, '/usage', { usage: 'oui' });
    const wrong = await answer(lives.musees, '/contacts', { ...yes, contact_technique: 'non' });
    expect(wrong.html).toContain(`href="${wizard(lives.musees, '/contacts')}"`);
    expect((await as('demandeuse').post(wizard(lives.musees, '/resume'), {})).status).toBe(409);
    expect(await said('demandeuse', wizard(lives.musees))).toContain('Rien n’est prolongé d’ici là');
  });

  it('needs a form of ours', async () => {
    const sent = await as('demandeuse').post(wizard(lives.musees, '/responsable'), { _csrf: 'x', responsable: 'oui' });
    expect(sent.status).toBe(403);
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);
  it('is accessible, and needs no scrolling sideways', async () => {
    const page = await open('/faq');
    const [name = '', cookie = ''] = [...as('demandeuse').cookies][0] ?? [];
    await page.context().addCookies([{ name, value: cookie, url: instance.url }]);
    const { ecoles, musees, sports } = lives;
    await answer(musees, '/contacts', yes);
    const faults: string[] = [];
    const screens = ['/responsable', '/usage', '/contacts', '/resume'].map((step) => wizard(musees, step));
    for (const path of [
      ...screens,
      wizard(sports),
      renewal(ecoles),
      renewal(musees),
      `/demandes/${musees.demande}/renouveler`,
    ]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${instance.url}${path}`);
      faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 700 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${path}: ${String(width)} px`);
      if (new URL(page.url()).pathname !== path) faults.push(`${path}: ${page.url()}`);
    }
    await page.context().close();
    expect(faults).toEqual([]);
  });
});

function newJeton({ html }: Page): string {
  return /href="\/compte\/jetons\/([0-9a-f-]{36})">\s*Le nouveau jeton/.exec(html)?.[1] ?? '';
}
