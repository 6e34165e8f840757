import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRaw } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { people, plain, playConsumption, type Scene, secret, textOf } from './consommation-scene.ts';

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  for (const [who, email] of Object.entries(people)) visitors.set(who, await inside(email));
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function inside(email: string): Promise<Visitor> {
  const visitor = new Visitor(instance.url);
  await visitor.logIn(email);
  return visitor;
}

function as(who: keyof typeof people): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is not logged in`);
  return visitor;
}

const own = (page: string, jti = scene.mine.jti) => `/compte/jetons/${jti}/${page}`;

/** Sends the form, after having opened it. */
async function handOver(fields: Record<string, string>, jti = scene.mine.jti): Promise<Page> {
  await as('demandeuse').get(own('transmettre', jti));
  return as('demandeuse').post(own('transmettre', jti), fields);
}

async function lastLinkTo(email: string): Promise<string> {
  const mails = (await mailsTo(instance, email)).filter(
    ({ subject }) => subject === 'Un jeton d’accès vous est transmis',
  );
  return linkIn(mails.at(-1), '/jeton/');
}

const forward = (length: string) => instance.apie('horloge', 'avancer', length);
const links = async () => textOf((await as('demandeuse').get(own('liens'))).html);
const anyone = () => new Visitor(instance.url);
const firstViews = async () =>
  (await mailsTo(instance, people.demandeuse)).filter(({ subject }) => /vient d’être affiché/.test(subject ?? ''));

describe('handing a token over', () => {
  it('is refused, field by field, without losing what was typed', async () => {
    const page = await handOver({ email: 'pas une adresse', nom: 'Noé" <script>alert(1)</script>' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('<title>Erreur – ');
    expect(page.html).toContain('href="#champ-email"');
    expect(page.html).toContain('href="#champ-nom"');
    expect(page.html).toContain('value="pas une adresse"');
    expect(page.html).toContain('value="Noé&#34; <script>alert(1)</script>"');
    expect(page.html.match(/<script/g)).toHaveLength(1);
    expect((await handOver({ email: '', nom: 'Voyez www.ailleurs.example' })).html).toContain('href="#champ-nom"');
  });

  it('asks first, when the address is not of the requester’s domain', async () => {
    const asked = await handOver({ email: 'Noe@Editeur.example', nom: 'Noé' });
    expect([asked.status, textOf(asked.html)]).toEqual([200, expect.stringContaining('hors de votre domaine')]);
    expect(await links()).toContain('n’a été transmis à personne');
    const sent = await as('demandeuse').post(own('transmettre'), {
      email: 'noe@editeur.example',
      nom: 'Noé',
      confirme: 'oui',
    });
    expect([sent.status, sent.location]).toEqual([303, `${own('liens')}?fait=envoye`]);
    expect(await links()).toMatch(
      /noe@editeur\.example \(Noé\) Fonctionne jusqu’au .*encore (3 h 5\d min|4 h).* par Ines Durand Aucun/,
    );
  });

  it('sends a mail with a link, which holds neither the token nor anything but a name', async () => {
    const injected = await handOver({ email: people.technique, nom: 'Noé\r\nBcc: autre@ailleurs.example' });
    expect(injected.status).toBe(422);
    const twice = await handOver({ email: `${people.technique}\r\nBcc: autre@ailleurs.example`, nom: '' });
    expect(twice.status).toBe(422);
    expect(await mailsTo(instance, people.technique)).toEqual([]);
    await handOver({ email: people.technique, nom: 'Noé\r\nSubject Roux' });
    const mail = (await mailsTo(instance, people.technique)).at(-1);
    expect(mail?.subject).toBe('Un jeton d’accès vous est transmis');
    expect(mail?.text).toMatch(/^Bonjour Noé Subject Roux,\n/);
    expect(mail?.text).toContain('Ce lien fonctionne 4 heures, jusqu’au');
    expect(`${mail?.text}${mail?.html}`).not.toContain(scene.mine.value.slice(0, 30));
    expect(await mailsTo(instance, 'autre@ailleurs.example')).toEqual([]);
  });

  it('is for the requester alone: for anyone else the pages do not exist, nor does a link of another token', async () => {
    await handOver({ email: people.metier, nom: '' });
    const id = /liens\/([\da-f-]{36})\/revoquer/.exec((await as('demandeuse').get(own('liens'))).html)?.[1] ?? '';
    const unknown = await as('voisin').get('/compte/jetons/rien');
    const pages = ['transmettre', 'liens', `liens/${id}/revoquer`];
    for (const who of ['technique', 'metier', 'voisin', 'nouveau'] as const) {
      await as(who).get('/compte');
      for (const page of pages) {
        expect([who, page, (await as(who).get(own(page))).status]).toEqual([who, page, 404]);
        await as(who).get('/compte');
        expect([who, page, (await as(who).post(own(page), { email: people.voisin })).status]).toEqual([who, page, 404]);
      }
    }
    const notMine = await as('voisin').get(own('transmettre'));
    expect(textOf(notMine.html)).toBe(textOf(unknown.html));
    for (const page of pages) expect((await anyone().get(own(page))).location).toContain('/connexion');
    expect((await as('demandeuse').get(own(`liens/${id}/revoquer`, scene.spare.jti))).status).toBe(404);
    await as('demandeuse').get('/compte');
    expect((await as('demandeuse').post(own(`liens/${id}/revoquer`, scene.spare.jti), {})).status).toBe(404);
    expect((await anyone().get(await lastLinkTo(people.metier))).status).toBe(200);
  });

  it('is a form of ours: another site sends nothing in one’s name', async () => {
    await as('demandeuse').get(own('transmettre'));
    const forged = await as('demandeuse').post(own('transmettre'), { _csrf: 'faux', email: people.technique });
    expect(forged.status).toBe(403);
  });
});

describe('a link', () => {
  it('shows nothing and leaves no mark when it is looked at, by whatever program', async () => {
    const link = await lastLinkTo(people.technique);
    const before = await links();
    for (let visit = 0; visit < 3; visit++) {
      const { status, html, headers } = await anyone().get(link);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-robots-tag')).toBe('noindex');
      expect(html).not.toContain(scene.mine.value.slice(0, 30));
      expect(textOf(html)).toMatch(
        /Cantines scolaires De la part de Ines Durand .*encore (3 h 5\d min|4 h).*Afficher le jeton/,
      );
    }
    const head = await askRaw(`${instance.url}${link}`, { method: 'HEAD', headers: { Accept: 'text/html' } });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(await links()).toBe(before);
    expect(await firstViews()).toEqual([]);
  });

  it('shows the token after a click, several times, each kept; the requester is written to the first time', async () => {
    const link = await lastLinkTo(people.technique);
    for (let view = 0; view < 2; view++) {
      const shown = await anyone().post(link, {});
      expect(shown.status).toBe(200);
      expect(shown.html).toContain(scene.mine.value);
      expect(shown.headers.get('cache-control')).toBe('no-store');
      expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
      expect(shown.headers.get('x-robots-tag')).toBe('noindex');
      expect(shown.html).not.toContain(link);
      expect(textOf(shown.html)).toMatch(/Authorization: Bearer \$JETON.*\/v2\/privileges.*Ce qu’il ouvre \(3\)/);
    }
    expect(await links()).toMatch(/noe\.roux@mairie\.example .*le .* depuis 127\.0\.0\.1 le .* depuis 127\.0\.0\.1/);
    const told = await firstViews();
    expect(told.map(({ text }) => plain(text ?? ''))).toEqual([
      expect.stringMatching(
        /envoyé à noe\.roux@mairie\.example .*« Cantines scolaires ».*depuis l’adresse IP 127\.0\.0\.1/,
      ),
    ]);
    expect(told[0]?.text).not.toContain(scene.mine.value.slice(0, 30));
    const called = await instance.call('/v2/entreprises/100100015', scene.mine.value);
    expect(called.status).toBe(200);
  });

  it('gives its place to a newer one of the same address, and says so', async () => {
    const older = await lastLinkTo(people.technique);
    await handOver({ email: people.technique.toUpperCase(), nom: '' });
    const newer = await lastLinkTo(people.technique);
    expect(newer).not.toBe(older);
    for (const ask of [anyone().get(older), anyone().post(older, {})]) {
      const page = await ask;
      expect([page.status, textOf(page.html)]).toEqual([410, expect.stringContaining('Ce lien a été remplacé')]);
    }
    expect((await anyone().get(newer)).status).toBe(200);
  });

  it('is taken back by the requester, once asked again, and opens nothing any more', async () => {
    const link = await lastLinkTo(people.metier);
    const page = (await as('demandeuse').get(own('liens'))).html;
    const row = page.split('<tr>').find((part) => part.includes(people.metier)) ?? '';
    const address = /href="([^"]*revoquer)"/.exec(row)?.[1] ?? '';
    expect(textOf((await as('demandeuse').get(address)).html)).toContain('Révoquer ce lien ?');
    expect((await anyone().get(link)).status).toBe(200);
    expect((await as('demandeuse').post(address, {})).location).toBe(`${own('liens')}?fait=revoque`);
    for (const ask of [anyone().get(link), anyone().post(link, {})]) {
      const dead = await ask;
      expect([dead.status, textOf(dead.html)]).toEqual([
        410,
        expect.stringMatching(/révoqué.*Ines Durand .*ines\.durand@/),
      ]);
      expect(dead.html).not.toContain(scene.mine.value.slice(0, 30));
    }
    await as('demandeuse').get(own('liens'));
    expect((await as('demandeuse').post(address, {})).status).toBe(404);
  });

  it('that nobody sent is unknown, and tells nothing', async () => {
    for (const key of ['inconnu', 'A'.repeat(43), '%00', '..%2F', "'%20or%201=1"]) {
      const page = await anyone().get(`/jeton/${key}`);
      expect([key, page.status, page.html.includes('Ce lien est inconnu')]).toEqual([key, 404, true]);
      expect((await anyone().post(`/jeton/${key}`, {})).status).toBe(404);
    }
  });

  it('are five at most that work for a token: the page says which limit, and when to come back', async () => {
    const to = (rank: number) => ({ email: `dev-${rank}@mairie.example`, nom: '' });
    for (let rank = 0; rank < 5; rank++) expect((await handOver(to(rank), scene.spare.jti)).status).toBe(303);
    const refused = await handOver(to(5), scene.spare.jti);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(3.9 * 3600);
    expect(seconds).toBeLessThanOrEqual(4 * 3600);
    expect(textOf(refused.html)).toMatch(/5 liens qui fonctionnent au plus.*pourra partir le/);
    expect((await mailsTo(instance, to(5).email)).length).toBe(0);
    // The one of an address that has a link already takes its place.
    expect((await handOver(to(0), scene.spare.jti)).status).toBe(303);
  });

  it('whose token is withdrawn opens nothing, and a token withdrawn is handed over to no one', async () => {
    const link = await lastLinkTo('dev-1@mairie.example');
    expect((await anyone().get(link)).status).toBe(200);
    await instance.apie('jeton', 'revoquer', scene.spare.jti);
    for (const ask of [anyone().get(link), anyone().post(link, {})]) {
      const dead = await ask;
      expect([dead.status, textOf(dead.html)]).toEqual([410, expect.stringContaining('ne fonctionne plus')]);
    }
    expect((await as('demandeuse').get(own('transmettre', scene.spare.jti))).status).toBe(410);
    const refused = await as('demandeuse').post(own('transmettre', scene.spare.jti), { email: people.metier });
    expect(refused.status).toBe(410);
  });

  it('ends after four hours by the clock of the instance, and says so', async () => {
    const link = await lastLinkTo(people.technique);
    await forward('3h');
    expect((await anyone().get(link)).status).toBe(200);
    await forward('1h');
    for (const ask of [anyone().get(link), anyone().post(link, {})]) {
      const dead = await ask;
      expect([dead.status, textOf(dead.html)]).toEqual([
        410,
        expect.stringMatching(/fonctionne 4 heures.*ines\.durand@/),
      ]);
    }
  });

  it('is in no log, nor is the token that it opens; one’s own data says who had it', async () => {
    const link = await lastLinkTo(people.technique);
    const logged = instance.logged();
    expect(logged).not.toContain(link.replace('/jeton/', ''));
    expect(logged).not.toContain(scene.mine.value.split('.')[2]);
    const mine = await inside(people.demandeuse);
    const data = JSON.parse((await mine.get('/compte/donnees/copie')).html);
    expect(data.jetons_transmis).toContainEqual(
      expect.objectContaining({
        email: people.technique,
        vues: expect.arrayContaining([expect.objectContaining({ adresse: '127.0.0.1' })]),
      }),
    );
    const theirs = await inside(people.technique);
    expect(JSON.parse((await theirs.get('/compte/donnees/copie')).html).jetons_recus.length).toBeGreaterThan(0);
  });

  it('is forgotten after eighteen months, with whoever looked', async () => {
    const link = await lastLinkTo(people.technique);
    await forward('19M');
    expect((await anyone().get(link)).status).toBe(404);
  });
});
