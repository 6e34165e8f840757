import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { htmlFaults } from '../support/html.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsOf } from '../support/mails.ts';
import { logIn, type Operator } from '../support/operator.ts';

const ROOT = '/administration/infolettres';
const aLetter = {
  genre: 'infolettre',
  titre: 'Les effectifs arrivent',
  resume: 'Une donnée de plus.',
  corps: '## Zanzibar\n\nVoyez [le catalogue](/catalogue). <script>alert(1)</script>',
};

let instance: TestInstance;
let admin: Operator;
beforeAll(async () => {
  instance = await startTestInstance();
  admin = await logIn(instance);
});
afterAll(() => instance.stop());

const visitor = { headers: { Accept: 'text/html' }, redirect: 'manual' } as const;
const get = async (path: string) => {
  const response = await fetch(`${instance.url}${path}`, visitor);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const inside = async (path: string) => {
  const response = await admin.get(path);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const send = async (path: string, values: Record<string, string> = {}) => {
  const response = await admin.post(path, values);
  return { status: response.status, location: response.headers.get('location'), html: await response.text() };
};
const mailsTo = async (address: string) =>
  (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);

/** A new draft; gives its page. */
async function draft(changes: Partial<typeof aLetter> = {}): Promise<string> {
  const { location } = await send(ROOT, { ...aLetter, ...changes });
  return (location ?? '').split('?')[0] ?? '';
}
const versionOn = async (path: string) => /name="version" value="(\d+)"/.exec((await inside(path)).html)?.[1] ?? '';

async function subscribe(email: string, liste = 'infolettre'): Promise<void> {
  const body = new URLSearchParams({ email, liste });
  await fetch(`${instance.url}/infolettres`, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body });
  const path = linkIn((await mailsTo(email)).at(-1), '/infolettres/confirmation/');
  await fetch(`${instance.url}${path}`, { method: 'POST', redirect: 'manual' });
}

/** Lets time pass by small steps, as an instance lives it. */
async function pass(...durations: string[]): Promise<void> {
  for (const duration of durations) await instance.apie('horloge', 'avancer', duration);
}

describe('the desk of letters', () => {
  it('does not exist for anyone but an administrator', async () => {
    const page = await draft();
    const instructor = await logIn(instance, 'instructeur');
    const paths = [ROOT, `${ROOT}/nouvelle`, page, `${page}/apercu`, `${page}/apercu/courriel`, `${page}/apercu/page`];
    for (const path of [...paths, `${page}/modifier`, `${page}/envoyer`, `${page}/supprimer`]) {
      expect([path, (await instructor.get(path)).status]).toEqual([path, 404]);
      expect([path, (await get(path)).headers.get('location')]).toEqual([path, expect.stringMatching(/^\/connexion/)]);
    }
    for (const act of ['essai', 'envoyer', 'annuler', 'reprendre', 'supprimer', 'modifier'])
      expect([act, (await instructor.post(`${page}/${act}`, { version: '1' })).status]).toEqual([act, 404]);
  });

  it.each(['/abc', '/999999', '/9999999999', '/-1', '/0'])('has nothing at %s', async (id) => {
    for (const what of ['', '/modifier', '/apercu', '/apercu/courriel', '/apercu/page', '/envoyer', '/supprimer'])
      expect([what, (await inside(`${ROOT}${id}${what}`)).status]).toEqual([what, 404]);
    for (const what of ['/modifier', '/essai', '/envoyer', '/annuler', '/reprendre', '/supprimer'])
      expect([what, (await send(`${ROOT}${id}${what}`, { ...aLetter, version: '1' })).status]).toEqual([what, 404]);
  });

  it('says what is to be mended, keeping what was typed', async () => {
    const corps = `début ${'é'.repeat(25_000)} fin`;
    const { status, html } = await send(ROOT, { titre: 'x'.repeat(130), resume: '', corps });
    expect(status).toBe(422);
    expect(html).toContain('<title>Erreur – Écrire une lettre');
    expect(html).toContain('4 erreurs sont à corriger');
    for (const field of ['genre', 'titre', 'resume', 'corps']) {
      expect(html).toContain(`href="#champ-${field}"`);
      expect(html).toContain(`id="champ-${field}"`);
    }
    expect(html).toContain(`${'é'.repeat(25_000)} fin`);
  });

  it('keeps a draft, changes it, deletes it once confirmed', async () => {
    const page = await draft({ titre: 'Premier\njet' });
    expect((await inside(ROOT)).html).toContain('Premier jet');
    const edited = await send(`${page}/modifier`, { ...aLetter, titre: 'Second jet', version: '1', ensuite: 'apercu' });
    expect([edited.status, edited.location]).toEqual([303, `${page}/apercu`]);
    expect((await inside(`${page}/modifier`)).html).toContain('value="Second jet"');
    const asked = await inside(`${page}/supprimer`);
    expect(asked.html).toContain('Supprimer ce brouillon');
    expect((await send(`${page}/supprimer`, { version: '1' })).status).toBe(409);
    expect((await send(`${page}/supprimer`, { version: '2' })).location).toBe(`${ROOT}?fait=supprimee`);
    expect((await inside(page)).status).toBe(404);
  });

  it('two authors do not undo each other: the second is told, and loses nothing typed', async () => {
    const page = await draft();
    await send(`${page}/modifier`, { ...aLetter, titre: 'De la première', version: '1' });
    const second = await send(`${page}/modifier`, { ...aLetter, titre: 'Du second', version: '1' });
    expect(second.status).toBe(409);
    expect(second.html).toContain('Cette lettre a changé depuis que vous l’avez ouverte');
    expect(second.html).toContain('value="Du second"');
    expect((await inside(page)).html).toContain('<h1>De la première</h1>');
    const sent = await send(`${page}/envoyer`, { version: '1', depart: '' });
    expect(sent.status).toBe(409);
    expect((await inside(page)).html).toContain('Brouillon');
  });
});

describe('the preview', () => {
  it('is the very mail, its text, and the very page of the archives', async () => {
    const page = await draft();
    const preview = await inside(`${page}/apercu`);
    expect(preview.html).toContain('[Infolettre] Les effectifs arrivent');
    expect(preview.html).toContain(`<iframe class="apercu-courriel" src="${page}/apercu/courriel"`);
    expect(preview.headers.get('content-security-policy')).toContain("frame-src 'self'");
    const framed = await inside(`${page}/apercu/courriel`);
    const policy = framed.headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'self'", 'sandbox'])
      expect(policy.split(';')).toContain(rule);
    expect(policy).not.toContain('script-src');
    const archived = await inside(`${page}/apercu/page`);
    expect(archived.html).toContain('Aperçu : cette page n’est pas encore publiée');
    for (const { html } of [preview, framed, archived]) {
      expect(html).not.toMatch(/<script(?![^>]* src="\/statique)/);
      expect(html).toContain('&lt;script>');
      expect(htmlFaults(html)).toEqual([]);
    }

    const email = /value="([^"]+@interne\.example)"/.exec((await inside(page)).html)?.[1] ?? '';
    expect((await send(`${page}/essai`, { destinataire: email })).location).toBe(`${page}?fait=essai`);
    const [test] = (await mailsTo(email)).slice(-1);
    expect(test?.subject).toBe('[Essai] [Infolettre] Les effectifs arrivent');
    expect(String(test?.html).trim()).toBe(framed.html.trim());
    expect(preview.html).toContain('Voyez le catalogue');
    const text = /<pre[^>]*>([\s\S]*?)<\/pre>/.exec(preview.html)?.[1] ?? '';
    expect(test?.text?.trim()).toBe(
      text.replaceAll('&lt;', '<').replaceAll('&#39;', "'").replaceAll('&amp;', '&').trim(),
    );
  });

  it('is sent to an administrator alone', async () => {
    const page = await draft();
    for (const destinataire of ['inconnu@ailleurs.example', 'pas une adresse', '']) {
      const { status, html } = await send(`${page}/essai`, { destinataire });
      expect([status, html.includes('Un essai ne part qu’à un administrateur')]).toEqual([422, true]);
      expect(html).toContain('href="#champ-destinataire"');
    }
    expect(await mailsTo('inconnu@ailleurs.example')).toEqual([]);
  });
});

describe('sending', () => {
  it('says to how many, leaves after five minutes, is followed to its end, and read by anyone', async () => {
    await subscribe('a@mairie.example');
    await subscribe('b@mairie.example');
    await subscribe('t@mairie.example', 'techlettre');
    const page = await draft();
    const confirmation = await inside(`${page}/envoyer`);
    expect(confirmation.html).toContain('Envoyer à 2 abonnés');
    const archive = `/infolettres/archives/les-effectifs-arrivent-${page.split('/').at(-1)}`;
    const departed = await send(`${page}/envoyer`, { version: await versionOn(`${page}/envoyer`), depart: '' });
    expect([departed.status, departed.location]).toEqual([303, `${page}?fait=programmee`]);
    expect((await inside(page)).html).toContain('rien n’est parti');
    await pass('4m');
    expect([(await get(archive)).status, (await get('/recherche?q=zanzibar')).html.includes(archive)]).toEqual([
      404,
      false,
    ]);
    await pass('61s');
    const leaving = await inside(page);
    expect(leaving.html).toContain('Envoi en cours');
    await pass('6s', '6s');
    const over = await inside(page);
    expect(over.html).toContain('Envoi terminé');
    expect(over.html).toContain('2 sur 2');
    for (const to of ['a@mairie.example', 'b@mairie.example'])
      expect((await mailsTo(to)).map(({ subject }) => subject)).toContain('[Infolettre] Les effectifs arrivent');
    expect(await mailsTo('t@mairie.example')).toHaveLength(1);
    expect((await inside(ROOT)).html).toContain('2 sur 2');

    const read = await get(archive);
    expect(read.status).toBe(200);
    expect(read.html).toContain('<h1>Les effectifs arrivent</h1>');
    expect(read.html).toContain('href="/catalogue"');
    expect(read.html).toContain('&lt;script>');
    expect(htmlFaults(read.html)).toEqual([]);
    expect((await get('/infolettres/archives')).html).toContain(archive);
    expect((await get('/infolettres')).html).toContain(archive);
    // Findable at once, without a restart.
    expect((await get('/recherche?q=zanzibar')).html).toContain(`href="${archive}"`);
    const renamed = await get(`${archive.replace('effectifs', 'autres')}`);
    expect([renamed.status, renamed.headers.get('location')]).toEqual([301, archive]);
    expect((await inside(`${page}/modifier`)).status).toBe(404);
    expect((await send(`${page}/modifier`, { ...aLetter, version: '9' })).status).toBe(409);
  });

  it('is called back within its five minutes, and sends nothing', async () => {
    const page = await draft({ titre: 'Regrettée' });
    await send(`${page}/envoyer`, { version: '1', depart: '' });
    const version = await versionOn(page);
    expect((await send(`${page}/annuler`, { version })).location).toBe(`${page}?fait=annulee`);
    await pass('10m', '6s');
    const kept = await inside(`${page}?fait=annulee`);
    expect(kept.html).toContain('de nouveau un brouillon');
    expect((await get('/infolettres/archives')).html).not.toContain('Regrettée');
    expect((await mailsTo('a@mairie.example')).map(({ subject }) => subject).join()).not.toContain('Regrettée');
    const again = await send(`${page}/annuler`, { version: await versionOn(`${page}/modifier`) });
    expect([again.status, again.html.includes('déjà un brouillon')]).toEqual([422, true]);
  });

  it('leaves at the time that is chosen, which cannot be past', async () => {
    const page = await draft({ titre: 'Plus tard' });
    const past = await send(`${page}/envoyer`, { version: '1', depart: '2020-01-01T08:00' });
    expect([past.status, past.html.includes('href="#champ-depart"')]).toEqual([422, true]);
    expect((await send(`${page}/envoyer`, { version: '1', depart: 'demain' })).status).toBe(422);
    // The clock of the instance is some minutes ahead of ours; both are in Paris.
    const depart = parisLocal(new Date(Date.now() + 3 * 3_600_000));
    expect((await send(`${page}/envoyer`, { version: '1', depart })).status).toBe(303);
    const scheduled = await inside(`${page}/envoyer`);
    expect(scheduled.html).toContain('Départ le');
    await pass('1h', '6s');
    expect((await inside(page)).html).toContain('Départ le');
    await pass('1h', '1h', '6s', '6s');
    expect((await inside(page)).html).toContain('Envoi terminé');
  });

  it('is told to who asks for news, once each, whole', async () => {
    const feed = await get('/infolettres.atom');
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const { feed: atom } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' }).parse(
      feed.html,
    );
    expect(atom.entry.map(({ title }: { title: { '#text': string } }) => title['#text'])).toEqual([
      '[Infolettre] Plus tard',
      '[Infolettre] Les effectifs arrivent',
    ]);
    expect(atom.entry[0].content['#text']).toContain('&lt;script>');
    const unchanged = await fetch(`${instance.url}/infolettres.atom`, {
      headers: { 'If-None-Match': feed.headers.get('etag') ?? '' },
    });
    expect(unchanged.status).toBe(304);
  });

  it('fills archives that are filtered and paged', async () => {
    for (let rank = 0; rank < 20; rank++) {
      const page = await draft({ genre: 'techlettre', titre: `Note ${rank}` });
      await send(`${page}/envoyer`, { version: '1', depart: '' });
    }
    await pass('6m', '6s', '6s');
    const first = (await get('/infolettres/archives')).html;
    expect(first).toContain('22 lettres');
    expect(first).toMatch(/\d\d\/\d\d\/20\d\d/);
    expect((await get('/infolettres/archives?page=2')).html).toContain('Page 2 sur 2');
    expect((await get('/infolettres/archives?page=99')).html).toContain('Page 2 sur 2');
    const tech = (await get('/infolettres/archives?genre=techlettre')).html;
    expect(tech).toContain('20 techlettres');
    expect(tech).not.toContain('Les effectifs arrivent');
    expect((await get('/infolettres/archives?genre=autre')).html).toContain('22 lettres');
    expect((await inside(`${ROOT}?page=2`)).html).toContain('Page 2 sur');
  });
});

const server = await startPostgresql();
describe.runIf(server !== null)('while the database is away', () => {
  it('pages of letters say so', { timeout: 60_000 }, async () => {
    const environment = {
      DATABASE_URL: server?.options.url ?? '',
      JETON_SECRET: 'un-secret-de-test-de-quarante-caracteres!',
    };
    const other = await startTestInstance({ environment });
    const statuses = async () => {
      const paths = ['/infolettres', '/infolettres/archives', '/infolettres/archives/x-1', '/infolettres.atom'];
      return Promise.all(paths.map(async (path) => (await fetch(`${other.url}${path}`, visitor)).status));
    };
    expect(await statuses()).toEqual([200, 200, 404, 200]);
    await server?.stop();
    expect(await statuses()).toEqual([503, 503, 503, 503]);
    const asked = await fetch(`${other.url}/infolettres`, {
      ...{ method: 'POST', redirect: 'manual', headers: { ...visitor.headers, 'Sec-Fetch-Site': 'same-origin' } },
      body: new URLSearchParams({ email: 'a@b.example', liste: 'infolettre' }),
    });
    expect(asked.status).toBe(503);
    await other.stop();
  });
});
