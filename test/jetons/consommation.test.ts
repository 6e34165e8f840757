import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateTimeOf } from '../../src/portal/shared/dates.ts';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { type Answer, sendBytes, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';
import { mailsTo } from '../support/mails.ts';
import { Visitor } from '../support/visitor.ts';
import { people, plain, playConsumption, type Scene, secret, textOf, times } from './consommation-scene.ts';

const [JSON_LIMIT, CEILING, REFUSALS] = [20, 60, 10];
const LIMITS_FILE = limitsFile({ json: JSON_LIMIT, own: 3, plafond: CEILING, refus: REFUSALS });
const [OFFICE, LOOPER, CROWD] = ['127.0.0.21', '127.0.0.22', '127.0.0.23'];
const DAY_MS = 86_400_000;
const CONSUMPTION = '/compte/consommation';
const BANS = '/compte/bannissement';

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { LIMITS_FILE, JETON_SECRET: secret } });
  // Far from midnight: what is told once a day must not see the day change.
  const now = await forward('0s');
  await forward(`${Math.ceil(((32 * 3_600_000 - (now.getTime() % DAY_MS)) % DAY_MS) / 1000)}s`);
  await everyoneLogsIn();
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

/** A session does not outlive the days that tests let pass. */
async function everyoneLogsIn(): Promise<void> {
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
}

/** What a page says to someone, as plain text on one line. */
async function said(who: keyof typeof people, path: string): Promise<string> {
  const page = await visitors.get(who)?.get(path);
  if (page?.status !== 200) throw new Error(`${path} answered ${page?.status}`);
  return textOf(page.html);
}

function call(from: string, { value }: Scene['mine'], path = '/v2/entreprises/100100015'): Promise<Answer> {
  const query = new URLSearchParams(purpose);
  return visit(`${instance.url}${path}?${query}`, { from, headers: { Authorization: `Bearer ${value}` } });
}
const silent = async (from: string) =>
  (await sendBytes(instance.url, 'GET /v2/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', from)).length === 0;
/** Takes the traces to the database, as the minute would. */
const shipped = () => instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
async function forward(length: string): Promise<Date> {
  const [line = ''] = await instance.apie('horloge', 'avancer', length);
  return new Date(/\d{4}-\S+Z/.exec(line)?.[0] ?? '');
}
const mailsAbout = async (email: string, subject: RegExp) =>
  (await mailsTo(instance, email)).filter((mail) => subject.test(mail.subject ?? ''));

describe('consumption', () => {
  it('says that nothing happened, before anything has', async () => {
    expect(await said('demandeuse', CONSUMPTION)).toMatch(
      /Cantines scolaires .*0 appel sur 20 .*Aucune fenêtre en cours/,
    );
    expect(await said('demandeuse', CONSUMPTION)).toContain('Aucun appel depuis 30 jours.');
    expect(await said('demandeuse', BANS)).toMatch(/Aucune des adresses .* n’est bannie.*Aucun appel refusé/);
    expect(await said('voisin', '/compte')).toContain('Rien à signaler : vos jetons fonctionnent');
    for (const path of ['/compte', CONSUMPTION]) expect(await said('nouveau', path)).toContain('pas encore de jeton');
  });

  it('shows the window that the gateway counts, until its end, to the second', async () => {
    const answers = await times(5, () => call(OFFICE, scene.mine));
    const told = answers.at(-1)?.headers;
    expect([answers.at(-1)?.status, told?.['ratelimit-remaining']]).toEqual([200, '15']);
    const end = new Date(Number(told?.['ratelimit-reset']) * 1000);
    const seconds = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'medium' }).format(end);
    const [hour, minute, second] = seconds.split(':');
    const page = await said('demandeuse', CONSUMPTION);
    expect(page).toMatch(/Données \(JSON\) 5 appels sur 20 La fenêtre se termine à/);
    // The header rounds the end up to a second.
    expect(page).toMatch(new RegExp(`à ${hour} h (${minute} min ${second}|\\d\\d min \\d\\d) s, dans \\d+ s`));
    expect(await said('demandeuse', CONSUMPTION)).toMatch(/Aides au commerce .*0 appel sur 20/);
  });

  it('is for who looks after the token, and for nobody else', async () => {
    const address = `/compte/jetons/${scene.mine.jti}/consommation`;
    for (const who of ['demandeuse', 'technique', 'metier'] as const)
      expect(await said(who, address)).toContain('5 appels sur 20');
    for (const who of ['voisin', 'nouveau'] as const) expect((await visitors.get(who)?.get(address))?.status).toBe(404);
    const nobody = `/compte/jetons/${scene.mine.jti.replace(/^./, 'z')}/consommation`;
    expect((await visitors.get('demandeuse')?.get(nobody))?.status).toBe(404);
    expect(await said('voisin', CONSUMPTION)).not.toContain('Cantines');
    expect((await new Visitor(instance.url).get(address)).location).toContain('/connexion');
  });

  it('shows the addresses that call, how near they are to their ceiling, and what may have leaked', async () => {
    await call(OFFICE, scene.spare);
    await shipped();
    const page = await said('demandeuse', CONSUMPTION);
    expect(page).toMatch(/127\.0\.0\.21 6 appels sur 60 .* 6 appels \d.*Aides au commerce, Cantines scolaires/);
    expect(await said('demandeuse', `/compte/jetons/${scene.spare.jti}/consommation`)).toMatch(/ 1 appel \d/);
    expect(page).toContain('Vous ne reconnaissez pas une adresse');
    expect(await said('voisin', CONSUMPTION)).not.toContain(OFFICE);
  });
});

describe('calls refused again and again', () => {
  it('are shown by the minute, and told once a day to the applicant and the technical contact, before a ban', async () => {
    const refused = (await times(18, () => call(OFFICE, scene.mine))).filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    expect(await said('demandeuse', CONSUMPTION)).toMatch(/Limite atteinte Tout autre appel est refusé \(429\)/);
    await shipped();
    expect(await said('technique', BANS)).toMatch(
      /3 appels refusés depuis 24 heures.* 3 .*127\.0\.0\.21 Cantines scolaires/,
    );
    await forward('15s');
    for (const email of [people.demandeuse, people.technique]) {
      const [mail, ...more] = await mailsAbout(email, /refusés à répétition/);
      expect([plain(mail?.text ?? ''), more]).toEqual([expect.stringContaining('depuis l’adresse 127.0.0.21'), []]);
      expect(plain(mail?.text ?? '')).toMatch(/ 3 appels faits en 5 minutes .*Au-delà de 10 refus en 5 minutes/);
      expect(mail?.text).toContain(`/compte/jetons/${scene.mine.jti}/consommation`);
      expect(mail?.text).not.toContain(scene.mine.value.slice(0, 20));
    }
    expect(await mailsAbout(people.metier, /refusés à répétition/)).toEqual([]);
  });

  it('are not told twice on the same day', async () => {
    await forward('6m');
    await times(JSON_LIMIT + 4, () => call(OFFICE, scene.mine));
    await shipped();
    await forward('15s');
    expect(await mailsAbout(people.demandeuse, /refusés à répétition/)).toHaveLength(1);
    expect(await said('demandeuse', BANS)).toMatch(/7 appels refusés depuis 24 heures/);
  });
});

describe('a ban', () => {
  let began: Date;
  it('is shown with its minute, its cause and its end, and told to those it cuts off', async () => {
    await forward('6m');
    await times(JSON_LIMIT + REFUSALS, () => call(LOOPER, scene.mine));
    began = await forward('0s');
    expect((await call(LOOPER, scene.mine)).status).toBe(429);
    await expect(call(LOOPER, scene.mine)).rejects.toThrow();
    await shipped();
    const page = await said('demandeuse', BANS);
    expect(page).toContain('Adresse 127.0.0.22 Bannie');
    expect(page).toContain(plain(`Fin Le ${dateTimeOf(new Date(began.getTime() + 12 * 3_600_000))}`));
    expect(page).toContain(plain(`Minute en cause Le ${dateTimeOf(began)} Cause Plus de 10 réponses 429 en 5 minutes`));
    expect(page).toMatch(/Avec vos jetons 11 refus à \d\d h \d\d\./);
    expect(page).toContain('Personne ne peut lever ni abréger un bannissement');
    expect(await said('demandeuse', CONSUMPTION)).toMatch(/127\.0\.0\.22 Bannie jusqu’au/);
    expect(await said('demandeuse', '/compte')).toContain('127.0.0.22 n’a plus de réponse jusqu’au');
    expect(await said('voisin', BANS)).toContain('Aucune des adresses qui appellent avec vos jetons n’est bannie');
    await forward('15s');
    for (const email of [people.demandeuse, people.technique]) {
      const mails = await mailsAbout(email, /L’adresse 127\.0\.0\.22 est bannie jusqu’au/);
      expect(mails.map(({ text }) => /inutile de le demander au support/.test(text ?? ''))).toEqual([true]);
    }
    expect(await mailsAbout(people.voisin, /bannie/)).toEqual([]);
  });

  it('is shown to who reads from that address', async () => {
    const cookie = [...(visitors.get('voisin')?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const { text } = await visit(`${instance.url}${BANS}`, {
      from: LOOPER,
      headers: { Cookie: cookie, Accept: 'text/html' },
    });
    expect(text).toContain('L’adresse d’où vous lisez cette page est bannie');
  });

  it('ends by itself, at the minute that was said, and stays in the past', async () => {
    await forward('11h');
    expect(await silent(LOOPER)).toBe(true);
    expect(await said('demandeuse', BANS)).toContain('Adresse 127.0.0.22 Bannie');
    const left = began.getTime() + 12 * 3_600_000 - (await forward('0s')).getTime();
    await forward(`${Math.ceil(left / 1000) + 60}s`);
    expect((await call(LOOPER, scene.mine)).status).toBe(200);
    expect(await said('demandeuse', BANS)).toMatch(/n’est bannie.*Bannissements passés.*Adresse 127\.0\.0\.22 Terminé/);
    expect(await said('demandeuse', '/compte')).not.toContain('127.0.0.22 n’a plus de réponse');
  });

  it('by the ceiling says how much of it came from one’s own tokens', async () => {
    await forward('6m');
    await times(30, () => call(CROWD, scene.spare));
    const others = await times(CEILING - 30, () => visit(`${instance.url}/v2/inconnu`, { from: CROWD }));
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([404]));
    expect((await visit(`${instance.url}/v2/inconnu`, { from: CROWD })).status).toBe(429);
    await shipped();
    expect(await said('demandeuse', BANS)).toMatch(
      /127\.0\.0\.23 Bannie .*Cause Plus de 60 requêtes en 60 secondes\. Avec vos jetons 30 appels pendant les 60 secondes/,
    );
  });
});

describe('what touches one’s tokens', () => {
  it('joins the failures they saw with incidents, and tells maintenances and tokens that need something', async () => {
    await everyoneLogsIn();
    await instance.apie('simulateur', 'panne', 'rna', '500');
    const failed = await times(4, () => call(OFFICE, scene.mine, '/v2/associations/W000000046'));
    expect(failed.map(({ status }) => status)).toEqual([502, 502, 502, 502]);
    await shipped();
    await instance.apie('jeton', 'revoquer', scene.spare.jti);
    const page = await said('demandeuse', '/compte');
    expect(page).toMatch(
      /Informations déclaratives d'une association 4 4 502 .*Répertoire des associations muet \(en cours\)/,
    );
    expect(page).toContain('Travaux à l’Insee');
    expect(page).toMatch(/Retiré Aides au commerce, retiré le/);
    for (const other of ['Autre panne, ailleurs', 'Travaux loin de tout']) expect(page).not.toContain(other);
    expect(await said('voisin', '/compte')).not.toMatch(/associations? 4|Travaux à l’Insee/);
    await forward('2j');
    await everyoneLogsIn();
    expect(await said('demandeuse', '/compte')).toMatch(/Informations déclaratives d'une association 0 4 502/);
    await forward('6j');
    await everyoneLogsIn();
    expect(await said('demandeuse', '/compte')).not.toContain('Pannes vues');
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);
  it('is accessible, and needs no scrolling sideways', async () => {
    await instance.apie('simulateur', 'panne', 'rna', '503');
    await times(25, () => call(OFFICE, scene.mine, '/v2/associations/W000000046'));
    await times(REFUSALS + 1, () => call(LOOPER, scene.mine));
    await shipped();
    const page = await open('/faq');
    const [name = '', value = ''] = [...(visitors.get('demandeuse')?.cookies ?? [])][0] ?? [];
    await page.context().addCookies([{ name, value, url: instance.url }]);
    const faults: string[] = [];
    for (const path of ['/compte', CONSUMPTION, `/compte/jetons/${scene.mine.jti}/consommation`, BANS]) {
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
