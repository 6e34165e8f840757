import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestInstance } from '../support/instance.ts';
import { SIRET, startWithDemandes, valuesOf } from '../support/redacteur.ts';
import { opened, report, versionIn } from '../support/tickets.ts';
import { type Page, type SentFile, Visitor } from '../support/visitor.ts';

let instance: TestInstance;
let camille: Visitor;
let sacha: Visitor;
let ids: Readonly<Record<'draft' | 'sent', string>>;
let ticket: string;

beforeAll(async () => {
  const started = await startWithDemandes(async ({ bureau, people, draft, seen }) => {
    const sent = await draft('libre');
    const maquette = { nom: 'maquette.pdf', type_mime: 'application/pdf', contenu: Buffer.from(`%PDF-1.7\n${SIRET}`) };
    const { version } = await seen(sent);
    const kept = await bureau.enregistrer({ id: sent, version }, people.demandeuse, {}, [
      { genre: 'maquette', piece: maquette },
    ]);
    await bureau.agir({ id: sent, version: kept }, people.demandeuse, 'envoyer', { cgu: '2026-11-23' });
    return { sent, draft: await draft() };
  });
  instance = started.instance;
  ids = started.seed;
  camille = new Visitor(instance.url);
  await camille.logIn('camille.martin@mairie.example');
  sacha = new Visitor(instance.url);
  await sacha.logIn('sacha.petit@interne.example');
  ticket = await opened(camille, 'general');
});
afterAll(() => instance.stop());

const html = Buffer.from('<!doctype html><script>alert(document.domain)</script>');
const disguises: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a page', html],
  ['a drawing that runs scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a program', Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(64)])],
  ['a program of another system', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(64)])],
  ['an archive', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'), deflateRawSync(html)])],
  ['a page that becomes a PDF further on', Buffer.concat([html, Buffer.from('\n%PDF-1.7\n')])],
  ['a PDF after one byte', Buffer.from('\n%PDF-1.7\n')],
  ['the name of a PDF alone', Buffer.from('%PDF')],
  ['a picture that none of our readers knows', Buffer.from('GIF89a/*<script>alert(1)</script>*/')],
  ['nothing', Buffer.alloc(0)],
];

/** Each form that takes a file, and how a file is sent by it. */
const doors: readonly (readonly [where: string, maxBytes: number, send: (files: readonly Bytes[]) => Promise<Page>])[] =
  [
    ['the mock-up of a request', 10_000_000, (files) => sendSection('projet', 'maquette', files)],
    [
      'the legal text of a request',
      10_000_000,
      (files) => sendSection('cadre-juridique', 'texte_juridique_pdf', files),
    ],
    ['a report', 5_000_000, (files) => report(new Visitor(instance.url), 'site', {}, files.map(named('capture')))],
    ['a message about a report', 5_000_000, (files) => sendMessage(files)],
  ];
type Bytes = Pick<SentFile, 'bytes'> & Partial<SentFile>;

const named =
  (field: string) =>
  (file: Bytes): SentFile => ({
    ...{ name: 'facture.pdf', type: 'application/pdf', field },
    ...file,
  });

async function sendSection(section: string, field: string, files: readonly Bytes[]): Promise<Page> {
  const path = `/demandes/${ids.draft}/${section}`;
  const shown = valuesOf((await camille.get(path)).html);
  const fields = Object.fromEntries(Object.entries(shown).map(([name, values]) => [name, values[0] ?? '']));
  return camille.postFiles(path, fields, files.map(named(field)));
}

async function sendMessage(files: readonly Bytes[]): Promise<Page> {
  const version = versionIn((await camille.get(ticket)).html);
  return camille.postFiles(`${ticket}/messages`, { version, texte: 'Voici.' }, files.map(named('capture')));
}

/** Every file that the pages of Camille give. */
async function filesGiven(): Promise<readonly string[]> {
  const pages = [`/demandes/${ids.draft}/projet`, `/demandes/${ids.draft}/cadre-juridique`, ticket];
  const shown = await Promise.all(pages.map((page) => camille.get(page)));
  return shown.flatMap((page) =>
    [...page.html.matchAll(/href="([^"]*\/pieces\/[^"]*)"/g)].map(([, href = '']) => href),
  );
}

describe.each(doors)('a file sent with %s', (_, maxBytes, send) => {
  it.each(disguises)('is refused when it is %s under the name of a PDF', async (_what, bytes) => {
    const before = await filesGiven();
    const { status, html: page } = await send([{ bytes }]);
    expect(status).toBe(422);
    expect(page).not.toContain('<script>alert');
    expect(await filesGiven()).toEqual(before);
  });

  it('is refused when it is too large, and when there are two', async () => {
    const before = await filesGiven();
    const large = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(maxBytes)]);
    expect((await send([{ bytes: large }])).status).toBe(413);
    const one = { bytes: Buffer.from('%PDF-1.7\n') };
    expect((await send([one, one])).status).toBe(413);
    expect(await filesGiven()).toEqual(before);
  });

  it('is not needed', async () => {
    const { status, location } = await send([]);
    expect([status, location?.includes('connexion') ?? true]).toEqual([303, false]);
  });

  it('is a PDF by its bytes, whatever its name and what its browser says: under a name made safe', async () => {
    const bytes = Buffer.from('%PDF-1.7\n<script>alert(1)</script>\n%%EOF');
    const { status } = await send([{ bytes, name: '../../<img src=x onerror=alert(1)>.html', type: 'text/html' }]);
    expect(status).toBe(303);
    for (const path of await filesGiven()) await expectHarmless(camille, path);
  });
});

async function expectHarmless(who: Visitor, path: string): Promise<void> {
  const { status, headers } = await who.download(path);
  expect([path, status, headers.get('content-type')]).toEqual([path, 200, 'application/pdf']);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="[\w .-]+\.pdf"; filename\*=UTF-8''[\w.%~-]+$/,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('cache-control')).toContain('no-store');
}

it('what was sent with a request is given to who instructs it in the same way, and to nobody else', async () => {
  const page = await sacha.get(`/instruction/demandes/${ids.sent}`);
  const [, path = ''] = /href="([^"]*\/pieces\/[^"]*)"/.exec(page.html) ?? [];
  await expectHarmless(sacha, path);
  const alix = new Visitor(instance.url);
  await alix.logIn('alix.bernard@mairie.example');
  const [mine, theirs] = [path, path.replace('/instruction', '')];
  for (const asked of [mine, theirs]) expect((await alix.download(asked)).status).toBe(404);
  // The file of a request is not that of another.
  const [, piece = ''] = path.split('/pieces/');
  expect((await camille.download(`/demandes/${ids.draft}/pieces/${piece}`)).status).toBe(404);
});
