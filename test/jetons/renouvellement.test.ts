import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateTimeOf } from '../../src/portal/shared/dates.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { textOf } from './consommation-scene.ts';
import { type Accorde, accordeAvec, accorder, secret, valeurDe } from './fin-scene.ts';

const people = {
  demandeuse: 'ines.durand@mairie.example',
  technique: 'noe.roux@mairie.example',
  metier: 'zoe.blanc@mairie.example',
  voisin: 'luc.autre@mairie.example',
  instructeur: 'paul.lenoir@interne.example',
} as const;
type Who = keyof typeof people;
const HEADER = 'X-Jeton-Expire-Le';

let folder: string;
let mails: MailServer;
let instance: TestInstance;
let ecoles: Accorde;
let sports: Accorde;
let value: string;
const visitors = new Map<Who, Visitor>();

beforeAll(async () => {
  folder = await dossierAvecDemandes(async (atelier) => {
    await atelier.organisation();
    const instructeur = await atelier.compte(people.instructeur, 'instructeur');
    const demandeur = await atelier.compte(people.demandeuse, 'demandeur');
    const reachable = { telephone: '02 99 00 00 00', fonction: 'Cheffe de projet' };
    await atelier.db.updateTable('comptes').set(reachable).where('id', '=', demandeur.id).execute();
    await atelier.compte(people.voisin, 'demandeur');
    await atelier.compte(people.technique, 'contact_technique');
    await atelier.compte(people.metier, 'contact_metier');
    const granted = { demandeur, instructeur, ilYA: accordeAvec(95) };
    ecoles = await accorder(atelier, { ...granted, intitule: 'Écoles' });
    sports = await accorder(atelier, { ...granted, intitule: 'Sports' });
  });
  value = valeurDe(ecoles.jeton);
  mails = await startMailServer();
  mails.answerTo = (to) => (to === people.technique ? { code: 550, text: 'Boîte inconnue' } : null);
  instance = await startTestInstance({
    varDir: folder,
    environment: { JETON_SECRET: secret, SMTP_URL: mails.url, MAIL_FROM: 'avis@service.example' },
  });
}, 120_000);
afterAll(async () => {
  await instance.stop();
  await mails.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets so long pass, and what is queued leave; a session does not outlive days. */
async function forward(length: string): Promise<void> {
  await instance.apie('horloge', 'avancer', length);
  for (let look = 0; look < 2; look++) await instance.apie('horloge', 'avancer', '6s');
  visitors.clear();
}

async function as(who: Who): Promise<Visitor> {
  const known = visitors.get(who);
  if (known !== undefined) return known;
  const visitor = new Visitor(instance.url);
  await visitor.logIn(people[who]);
  visitors.set(who, visitor);
  return visitor;
}

const renewal = ({ jeton }: Accorde) => `/compte/jetons/${jeton.jti}/renouveler`;
async function said(who: Who, path: string): Promise<string> {
  const page = await (await as(who)).get(path);
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  return textOf(page.html);
}

/** The subjects of the notices that someone has received, in order. */
const receivedBy = (who: Who, about = '') =>
  mails.received
    .filter(({ to, subject }) => [to].flat()[0]?.value[0]?.address === people[who] && subject?.includes(about))
    .map(({ subject }) => subject);

describe('before its last ninety days', () => {
  it('a token says when it ends, what is to come, and the calls nothing', async () => {
    const page = await said('demandeuse', renewal(ecoles));
    expect(page).toMatch(/État Actif Fin .* \(dans 9[56] jours\)/);
    expect(page).toContain(dateTimeOf(ecoles.jeton.expire_le));
    expect(page.match(/À venir/g)).toHaveLength(8);
    expect((await instance.call('/v2/entreprises/100100015', value)).headers.get(HEADER)).toBeNull();
  });

  it('its page is for who looks after it, and for nobody else', async () => {
    const unknown = renewal(ecoles).replace(/[0-9a-f]{8}-/, '00000000-');
    const [foreign, nothing] = [
      await (await as('voisin')).get(renewal(ecoles)),
      await (await as('voisin')).get(unknown),
    ];
    expect([foreign.status, nothing.status]).toEqual([404, 404]);
    expect(textOf(foreign.html)).toBe(textOf(nothing.html));
    expect((await new Visitor(instance.url).get(renewal(ecoles))).location).toContain('/connexion');
  });
});

describe('in its last ninety days', () => {
  beforeAll(() => forward('6j'), 60_000);

  it('three persons are told; an address that refuses is seen', async () => {
    for (const who of ['demandeuse', 'metier'] as const)
      expect(receivedBy(who, 'Écoles')).toEqual([
        expect.stringMatching(/^Le jeton « Écoles » expire dans (89|90) jours$/),
      ]);
    expect(receivedBy('technique')).toEqual([]);
    const page = await said('demandeuse', renewal(ecoles));
    expect(page).toMatch(/90 jours avant Le .*ines\.durand@mairie\.example Remis au serveur/);
    expect(page).toMatch(/noe\.roux@mairie\.example Non remis .*Boîte inconnue/);
    expect(page).toMatch(/zoe\.blanc@mairie\.example Remis au serveur noe\.roux/);
  });

  it('every answer to it tells its end, errors included, and no other does', async () => {
    const expected = ecoles.jeton.expire_le.toISOString();
    const told = async (path: string, query = {}) => {
      const answer = await instance.call(path, value, query);
      return [answer.status, answer.headers.get(HEADER)];
    };
    expect(await told('/v2/entreprises/100100015')).toEqual([200, expected]);
    expect(await told('/v2/privileges')).toEqual([200, expected]);
    expect(await told('/v2/entreprises/100404003')).toEqual([404, expected]);
    expect(await told('/v2/entreprises/1')).toEqual([422, expected]);
    expect(await told('/v2/entreprises/100100015', { context: undefined })).toEqual([422, expected]);
    expect(await told('/v2/exercices/10010001500013')).toEqual([403, expected]);
    const young = await instance.call('/v2/entreprises/100100015', await instance.token());
    expect([young.status, young.headers.get(HEADER)]).toEqual([200, null]);
    const unknown = await instance.call('/v2/entreprises/100100015', `${value}x`);
    expect([unknown.status, unknown.headers.get(HEADER)]).toEqual([401, null]);
    expect((await fetch(`${instance.url}/watchdoge/api/v1/current_status`)).headers.get(HEADER)).toBeNull();
  });

  it('whoever asked for it may renew it by a request; the others learn from whom to ask it', async () => {
    const { html } = await (await as('demandeuse')).get(renewal(ecoles));
    expect(html).toContain(`href="/demandes/${ecoles.demande}/renouveler"`);
    expect(textOf(html)).toContain('Un renouvellement passe par une demande.');
    expect(html).not.toContain('/prolonger');
    for (const who of ['technique', 'metier'] as const) {
      const other = (await (await as(who)).get(renewal(ecoles))).html;
      expect(textOf(other)).toContain('Demandez à Ines Durand : ines.durand@mairie.example');
      expect(other).toContain('href="mailto:ines.durand@mairie.example"');
      expect(other).not.toContain(`/demandes/${ecoles.demande}`);
    }
  });

  it('without the operator’s switch nothing is prolonged', async () => {
    const visitor = await as('demandeuse');
    await visitor.get(renewal(ecoles));
    for (const step of ['responsable', 'usage', 'contacts', 'resume']) {
      const address = `/compte/jetons/${ecoles.jeton.jti}/prolonger/${step}`;
      const sent = await visitor.post(address, { responsable: 'oui' });
      expect([sent.status, (await visitor.get(address)).status]).toEqual([404, 404]);
    }
  });

  it('a notice that waits is dropped when its token is revoked meanwhile', async () => {
    mails.answerTo = () => ({ code: 451, text: 'Plus tard' });
    await forward('30j');
    expect(await said('demandeuse', renewal(sports))).toMatch(/60 jours avant .* En attente/);
    await instance.apie('jeton', 'revoquer', sports.jeton.jti);
    mails.answerTo = () => null;
    const before = mails.received.length;
    await forward('3h');
    expect(receivedBy('demandeuse', 'Écoles')).toHaveLength(2);
    expect(receivedBy('metier', 'Sports')).toHaveLength(1);
    expect(mails.received.length).toBeGreaterThan(before);
    const page = await said('demandeuse', renewal(sports));
    expect(page).toMatch(/60 jours avant .*Retenu : sans objet/);
    expect(page).toContain('Ce jeton est refusé : aucun avis ne part plus.');
  });
});

describe('renewed by a request', () => {
  let copy: string;
  let renewed: string;

  it('a copy opens once those it names are confirmed, and what is to be mended comes first', async () => {
    const visitor = await as('demandeuse');
    const address = `/demandes/${ecoles.demande}/renouveler`;
    const page = await visitor.get(address);
    expect(textOf(page.html)).toContain('Contact technique Noe Roux');
    const missing = await visitor.post(address, { intitule: 'Écoles' });
    expect([missing.status, textOf(missing.html).includes('Dites si les contacts sont exacts.')]).toEqual([422, true]);
    const opened = await visitor.post(address, { intitule: 'Écoles, suite', contacts: 'non' });
    copy = /^\/demandes\/([0-9a-f-]+)\/contacts$/.exec(opened.location ?? '')?.[1] ?? '';
    expect([opened.status, copy.length]).toEqual([303, 36]);
    expect(await said('demandeuse', renewal(ecoles))).toContain('Il est en brouillon : personne ne l’examine');
  });

  it('sent, it is told as examined; granted, the new token takes the place of the old one, and both work', async () => {
    const sent = await sendsForm('demandeuse', `/demandes/${copy}/recapitulatif`, {
      cgu: 'oui',
      delegue_informe: 'oui',
    });
    expect([sent.status, sent.location]).toEqual([303, expect.stringContaining(`/demandes/${copy}`)]);
    expect(await said('demandeuse', renewal(ecoles))).toContain('Il est en cours d’examen');
    const decided = await sendsForm(
      'instructeur',
      `/instruction/demandes/${copy}`,
      { acte: 'valider', texte: '' },
      '/decision',
    );
    expect(decided.status).toBe(303);
    const { html } = await (await as('demandeuse')).get(renewal(ecoles));
    renewed = /href="\/compte\/jetons\/([0-9a-f-]{36})">\s*Le nouveau jeton/.exec(html)?.[1] ?? '';
    expect(textOf(html)).toMatch(/Ce jeton est remplacé Un nouveau jeton fonctionne déjà/);
    expect([renewed.length, renewed === ecoles.jeton.jti]).toEqual([36, false]);
    expect((await instance.call('/v2/privileges', value)).status).toBe(200);
    expect(await said('demandeuse', `/compte/jetons/${renewed}/renouveler`)).toMatch(
      /État Actif Fin .*dans 54[6-9] jours/,
    );
  });

  it('no notice leaves for what is replaced, until its end and after', async () => {
    const before = receivedBy('demandeuse', '« Écoles »').length;
    await forward('30j');
    await forward('35j');
    expect(receivedBy('demandeuse', '« Écoles »')).toHaveLength(before);
    expect((await instance.call('/v2/privileges', value)).status).toBe(401);
    expect(await said('demandeuse', renewal(ecoles))).toContain('Ce jeton est remplacé : aucun avis ne part plus.');
  });

  async function sendsForm(who: Who, path: string, fields: Record<string, string>, tail = ''): Promise<Page> {
    const visitor = await as(who);
    const { html } = await visitor.get(path);
    if (!html.includes('name="version"')) throw new Error(textOf(html));
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const values = Object.fromEntries(hidden.map(([, name = '', kept = '']) => [name, kept]));
    return visitor.post(`${path}${tail}`, { ...values, ...fields });
  }
});

describe('the calendar of ends', () => {
  const ADDRESS = '/compte/calendrier';
  const feedIn = (html: string) => new URL(/<code class="secret">([^<]+)<\/code>/.exec(html)?.[1] ?? '').pathname;
  const read = (path: string) => fetch(`${instance.url}${path}`);

  it('is at an address told once, which opens the ends of one’s tokens to any agenda and nothing else', async () => {
    const visitor = await as('demandeuse');
    expect(textOf((await visitor.get(ADDRESS)).html)).toContain('Créer mon adresse de calendrier');
    const made = await visitor.post(ADDRESS, {});
    const feed = feedIn(made.html);
    expect(feed).toMatch(/^\/calendrier\/[\w-]{43}\/fin-de-mes-jetons\.ics$/);
    expect(made.headers.get('cache-control')).toContain('no-store');
    expect((await visitor.get(ADDRESS)).html).not.toContain(feed);
    const answer = await read(feed);
    const text = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect([answer.headers.get('cache-control'), answer.headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ]);
    const events = text
      .replaceAll(/\r\n[ \t]/g, '')
      .split('BEGIN:VEVENT')
      .slice(1);
    // Écoles (replaced, ended lately) and what renews it; Sports is revoked.
    expect(events).toHaveLength(2);
    const next = events.find((event) => event.includes('SUMMARY:Fin du jeton « Écoles\\, suite »')) ?? '';
    expect(next).toMatch(/DTSTART;VALUE=DATE:\d{8}\r\n/);
    expect(next.match(/BEGIN:VALARM/g)).toHaveLength(2);
    expect(next).toMatch(/TRIGGER:-P30D/);
    expect(events.find((event) => event.includes('(remplacé)'))).not.toContain('VALARM');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain('eyJ');
  });

  it('an unknown address is nothing; a new one, or none, ends the former', async () => {
    expect((await read(`/calendrier/${'a'.repeat(43)}/fin-de-mes-jetons.ics`)).status).toBe(404);
    const visitor = await as('metier');
    await visitor.get(ADDRESS);
    const first = feedIn((await visitor.post(ADDRESS, {})).html);
    expect(textOf((await visitor.get(`${ADDRESS}/changer`)).html)).toContain('cesse aussitôt de fonctionner');
    const second = feedIn((await visitor.post(ADDRESS, {})).html);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    await visitor.get(`${ADDRESS}/fermer`);
    expect((await visitor.post(`${ADDRESS}/fermer`, {})).location).toBe(`${ADDRESS}?fait=ferme`);
    expect((await read(second)).status).toBe(404);
    expect((await visitor.get(`${ADDRESS}/fermer`)).status).toBe(404);
  });

  it('who has no token has an empty calendar, which is still one', async () => {
    const visitor = await as('voisin');
    await visitor.get(ADDRESS);
    const text = await (await read(feedIn((await visitor.post(ADDRESS, {})).html))).text();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VTIMEZONE[\s\S]*END:VCALENDAR\r\n$/);
    expect(text).not.toContain('VEVENT');
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);
  it('is accessible, and needs no scrolling sideways', async () => {
    const page = await open('/faq');
    const [name = '', cookie = ''] = [...(await as('demandeuse')).cookies][0] ?? [];
    await page.context().addCookies([{ name, value: cookie, url: instance.url }]);
    const faults: string[] = [];
    for (const path of [renewal(ecoles), renewal(sports), '/compte/calendrier', '/compte/calendrier/changer']) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${instance.url}${path}`);
      faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 700 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${path}: ${String(width)} px`);
    }
    await page.context().close();
    expect(faults).toEqual([]);
  });
});
