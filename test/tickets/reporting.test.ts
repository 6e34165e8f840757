import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsOf } from '../support/mails.ts';
import { type Kind, opened, pastedToken, piecesIn, png, report, reports, wordsOf } from '../support/tickets.ts';
import { loggedIn, type SentFile, Visitor } from '../support/visitor.ts';

const SUPPORT = 'support@exploitation.example';
let instance: TestInstance;
let visitor: Visitor;
beforeAll(async () => {
  instance = await startTestInstance({ environment: { SUPPORT_EMAIL: SUPPORT } });
});
afterAll(() => instance.stop());
beforeEach(async () => {
  visitor = new Visitor(instance.url);
  // No test is slowed down by what another has sent.
  await instance.apie('horloge', 'avancer', '61m');
});

const mailsTo = async (address: string) =>
  (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);
const errorsIn = (html: string) => [...html.matchAll(/<a href="#champ-([a-z_]+)"/g)].map(([, field]) => field);
const kinds: readonly Kind[] = ['endpoint', 'general', 'documentation', 'site'];

describe('the page of the support', () => {
  it('says what to try and what is useless before the four kinds, then the other ways', async () => {
    const { html } = await visitor.get('/support');
    const words = wordsOf(html);
    const order = [
      'regardez ici',
      'Il est inutile d’écrire',
      'liste d’autorisation',
      'Un endpoint',
      'détient des données',
      'offres d’emploi',
    ];
    const places = order.map((sentence) => words.indexOf(sentence));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    for (const kind of kinds) expect(html).toContain(`/support/signaler?type=${kind}`);
  });

  it('is where one is sent from elsewhere, and for a kind that does not exist', async () => {
    expect((await visitor.get('/nulle-part')).html).toContain('href="/support"');
    const { html } = await visitor.get('/catalogue?q=introuvable-partout');
    expect(html).toContain('/support/signaler?type=general&sujet=Donn%C3%A9e%20manquante');
    expect((await visitor.get('/support/signaler?type=general&sujet=Donnée%20manquante')).html).toContain(
      'value="Donnée manquante"',
    );
    for (const address of ['/support/signaler', '/support/signaler?type=autre'])
      expect((await visitor.get(address)).location).toBe('/support#signaler');
  });
});

describe('a report', () => {
  it.each(
    kinds,
  )('on %s has a number, a page to follow it with its own fields, and a mail to each side', async (kind) => {
    const email = `${kind}@mairie.example`;
    const { status, location } = await report(visitor, kind, { email: ` ${email.toUpperCase()}`, nom: 'Camille' });
    expect(status).toBe(303);
    expect(location).toMatch(/^\/support\/S-20\d\d-\d{6}\/[\w-]{43}\?fait=ouvert$/);
    const { html } = await visitor.get(location ?? '');
    const numero = location?.split('/')[2] ?? '';
    expect(wordsOf(html)).toContain(`enregistré sous le numéro ${numero}`);
    const { type, texte, ...fields } = { appel_le: '', service: '', ...reports[kind] };
    expect(type).toBe(kind);
    expect(wordsOf(html)).toContain(texte);
    for (const [name, value] of Object.entries(fields))
      if (name !== 'appel_le' && name !== 'service') expect(wordsOf(html)).toContain(value);
    if (kind === 'endpoint') expect(wordsOf(html)).toMatch(/agricole.*10 janvier 2020 à 10 h 00/);

    const [receipt, ...others] = await mailsTo(email);
    expect([receipt?.subject, others]).toEqual([`Votre signalement ${numero} est enregistré`, []]);
    expect(receipt?.text).not.toContain(texte);
    const mailed = linkIn(receipt, `/support/${numero}/`);
    expect(mailed).not.toBe(location?.split('?')[0]);
    expect((await visitor.get(mailed)).status).toBe(200);
    const told = (await mailsTo(SUPPORT)).at(-1);
    expect(told?.subject).toContain(`[${numero}] Nouveau signalement`);
    expect(told?.text).toContain(texte);
    expect(told?.text).not.toContain(email);
    expect(linkIn(told, '/administration/')).toBe(`/administration/tickets/${numero}`);
  });

  it('proposes the browser as it calls itself', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const { html } = await visitor.get('/support/signaler?type=site', { 'User-Agent': agent });
    expect(html).toContain('value="Firefox 140 sur Windows"');
  });

  it.each([
    ['endpoint', ['service', 'parametre', 'texte', 'email']],
    ['general', ['sujet', 'texte', 'email']],
    ['documentation', ['page', 'texte', 'email']],
    ['site', ['page', 'navigateur', 'texte', 'email']],
  ] as const)('on %s says what it lacks, in the order of the page', async (type, missing) => {
    await visitor.get(`/support/signaler?type=${type}`);
    const { status, html } = await visitor.postFiles('/support/signaler', { type, nom: 'Gardé <là>' });
    expect([status, errorsIn(html)]).toEqual([422, missing]);
    expect(html).toContain('<title>Erreur – ');
    expect(html).toContain('value="Gardé <là>"');
  });

  it('refuses what cannot be true, keeping what was typed', async () => {
    const wrong = {
      code_http: '99',
      request_id: 'deux mots',
      appel_le: '2999-01-01T10:00',
      service: 'inconnu',
      email: 'non',
    };
    const { status, html } = await report(visitor, 'endpoint', wrong);
    expect([status, errorsIn(html)]).toEqual([422, ['service', 'appel_le', 'code_http', 'request_id', 'email']]);
    for (const kept of ['99', 'deux mots', '2999-01-01T10:00', '10010001500013'])
      expect(html).toContain(`value="${kept}"`);
    const long = await report(visitor, 'general', { texte: 'a'.repeat(4001) });
    expect([long.status, errorsIn(long.html)]).toEqual([422, ['texte']]);
  });

  it('comes from a page of ours, with files or without', async () => {
    await visitor.get('/support/signaler?type=general');
    const fields = { ...reports.general, email: 'a@b.example' };
    expect((await visitor.postFiles('/support/signaler', { ...fields, _csrf: '' })).status).toBe(403);
    expect((await visitor.post('/support/signaler', fields, { Origin: 'https://ailleurs.example' })).status).toBe(403);
    await visitor.get('/support/signaler?type=general');
    expect((await visitor.post('/support/signaler', fields)).status).toBe(303);
    const someone = await loggedIn(instance, 'demandeur');
    await someone.get('/support/signaler?type=general');
    expect((await someone.postFiles('/support/signaler', { ...fields, _csrf: visitor.formToken })).status).toBe(403);
  });
});

describe('a token typed by mistake', () => {
  it('is refused with a sentence, and is nowhere: page, mail, log, database', async () => {
    const parametre = `10010001500013?token=${pastedToken}`;
    const texte = `Voici mon appel : Bearer ${pastedToken}. Pourquoi ?`;
    const { status, html } = await report(visitor, 'endpoint', { parametre, texte, email: 'fuite@mairie.example' });
    expect([status, errorsIn(html)]).toEqual([422, ['parametre', 'texte']]);
    expect(html).toContain('contenait un jeton');
    expect(html).toContain('10010001500013?token=[jeton retiré]');
    expect(html).toContain('Voici mon appel : Bearer [jeton retiré]. Pourquoi ?');
    expect(html).not.toContain(pastedToken);

    const path = await opened(visitor, 'general');
    const { html: page } = await visitor.get(path);
    const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
    const again = await visitor.postFiles(`${path}/messages`, { version, texte: `Le jeton : ${pastedToken}` });
    expect([again.status, again.html.includes(pastedToken)]).toEqual([422, false]);
    const asked = await visitor.get(`/support/signaler?type=general&sujet=${pastedToken}`);
    expect([asked.location, asked.html]).toEqual(['/support/signaler?type=general', '']);

    const mails = await mailsOf(instance);
    expect(mails.filter(({ text }) => text?.includes(pastedToken.slice(0, 40)))).toEqual([]);
    expect(instance.logged()).not.toContain(pastedToken.slice(0, 40));
    expect(await filesHolding(join(instance.varDir, 'base'), pastedToken.slice(0, 40))).toEqual([]);
    // The search would have found it.
    expect(await filesHolding(join(instance.varDir, 'base'), reports.general.texte)).not.toEqual([]);
  });
});

/** Files of the database that hold these words, its journal included. */
async function filesHolding(directory: string, words: string): Promise<string[]> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    if ((await readFile(path)).includes(words)) found.push(path);
  }
  return found;
}

describe('a file attached', () => {
  it('is given back as it came, under a name made safe, to be saved and not opened', async () => {
    const path = await opened(visitor, 'site', {}, [png]);
    const { html } = await visitor.get(path);
    expect(wordsOf(html)).toContain('Télécharger Écran du jour.png (1 ko)');
    const [piece = ''] = piecesIn(html);
    const { status, headers, bytes } = await visitor.download(piece);
    expect([status, bytes]).toEqual([200, png.bytes]);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_cran du jour.png"; filename*=UTF-8''%C3%89cran%20du%20jour.png`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');

    const other = await opened(visitor, 'site');
    const stolen = await visitor.get(`${other}/pieces/${piece.split('/').at(-1)}`);
    expect([stolen.status, stolen.headers.get('content-disposition')]).toEqual([404, null]);
    expect((await visitor.get(`${other}/pieces/inconnue`)).status).toBe(404);
  });

  it('is what its bytes are: a PDF under the name of an image is kept as a PDF', async () => {
    const pdf: SentFile = {
      field: 'capture',
      name: 'capture.png',
      bytes: Buffer.from('%PDF-1.7\n%fin'),
      type: 'image/png',
    };
    const { html } = await visitor.get(await opened(visitor, 'documentation', {}, [pdf]));
    expect(html).toContain('Télécharger capture.pdf');
    const { headers } = await visitor.download(piecesIn(html)[0] ?? '');
    expect(headers.get('content-type')).toBe('application/pdf');
  });

  it.each([
    [
      'a page under the name of a PDF',
      'facture.pdf',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      422,
      'n’est pas lisible',
    ],
    ['an SVG', 'dessin.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 422, 'n’est pas lisible'],
    ['nothing at all', 'vide.png', Buffer.alloc(0), 422, 'Ce fichier est vide'],
    ['more than 5 MB', 'grand.png', Buffer.concat([png.bytes, Buffer.alloc(5_000_000)]), 413, 'dépasse 5\u00a0Mo'],
  ])('%s is refused, and what was typed is kept', async (_, name, bytes, code, sentence) => {
    const before = (await mailsTo(SUPPORT)).length;
    const { status, html } = await report(visitor, 'site', {}, [{ field: 'capture', name, bytes, type: 'image/png' }]);
    expect([status, errorsIn(html)]).toEqual([code, ['capture']]);
    expect(html).toContain(sentence);
    expect(html).toContain('Rien ne s’affiche.');
    expect(await mailsTo(SUPPORT)).toHaveLength(before);
  });

  it('is to be chosen again when another field is wrong', async () => {
    const { html } = await report(visitor, 'site', { page: '' }, [png]);
    expect([errorsIn(html), html.includes('Choisissez de nouveau votre fichier')]).toEqual([['page'], true]);
    expect((await report(visitor, 'site', { page: '' })).html).not.toContain('Choisissez de nouveau');
  });

  it('comes alone, in a form that can be read to its end', async () => {
    expect((await report(visitor, 'site', {}, [png, png])).status).toBe(413);
    const address = `${instance.url}/support/signaler`;
    const cut = await fetch(address, {
      method: 'POST',
      headers: { Accept: 'text/html', 'Content-Type': 'multipart/form-data; boundary=b' },
      body: '--b\r\nContent-Disposition: form-data; name="texte"\r\n\r\ncoupé',
    });
    expect(cut.status).toBe(400);
    const endless = new ReadableStream({
      start: (stream) => {
        stream.enqueue(Buffer.from('--b--'));
        stream.close();
      },
    });
    const headers = { Accept: 'text/html', 'Content-Type': 'multipart/form-data; boundary=b' };
    const unbounded = { method: 'POST', headers, body: endless, duplex: 'half' } as const;
    expect((await fetch(address, unbounded)).status).toBe(411);
  });
});

describe('too many reports', () => {
  const emails = Array.from({ length: 5 }, (_, turn) => `a${turn}@mairie.example`);

  it('from one address are slowed down, nothing typed lost', async () => {
    for (const email of emails) await opened(visitor, 'general', { email });
    const refused = await report(visitor, 'general', { email: 'b@mairie.example' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(refused.html).toContain('Trop de signalements');
    expect(refused.html).toContain('Le montant des loyers, pour nos baux.');
    await instance.apie('horloge', 'avancer', '61m');
    expect((await report(visitor, 'general', { email: 'b@mairie.example' })).status).toBe(303);
  });

  it('under one e-mail are too, five at once included', async () => {
    await visitor.get('/support/signaler?type=general');
    const fields = { ...reports.general, email: 'inonde@mairie.example' };
    const sent = await Promise.all(Array.from({ length: 7 }, () => visitor.postFiles('/support/signaler', fields)));
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 303, 303, 303, 303, 429, 429]);
    expect(await mailsTo('inonde@mairie.example')).toHaveLength(5);
  });
});
