import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/open-database.ts';
import { migrationsDirectory, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { eventually } from '../support/http.ts';
import { agefiphFile, importWhole, inventedSiret, startImport } from '../support/importing.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const postgresql = await startPostgresql();
const url = postgresql?.options.url;
const bases = [
  { on: 'PGlite', environment: {} },
  ...(url ? [{ on: 'PostgreSQL', environment: { DATABASE_URL: url } }] : []),
];
afterAll(() => postgresql?.stop());

describe.each(bases)('an import on $on', ({ environment }) => {
  let instance: TestInstance;
  let token: string;

  beforeAll(async () => {
    instance = await startTestInstance({ environment });
    token = await instance.token();
  });
  afterAll(() => instance.stop());

  const yearOf = async (siret = '10010001500013'): Promise<unknown> => {
    const response = await instance.call(`/v2/attestations_agefiph/${siret}`, token);
    const body: { derniere_annee_de_conformite_connue?: unknown } = JSON.parse(await response.text());
    return response.status === 200 ? body.derniere_annee_de_conformite_connue : response.status;
  };
  const sourceOf = async (provider = 'agefiph'): Promise<Record<string, unknown>> => {
    const lines = (await instance.apie('importer', '--liste')).map((line) => JSON.parse(line));
    return lines.find(({ fournisseur }) => fournisseur === provider);
  };
  const versions = async (): Promise<string[]> => {
    if (url === undefined || environment.DATABASE_URL === undefined) return [];
    const base: Database<Schema> = await openDatabase({
      url,
      directory: '',
      migrationsDirectory,
      onError: () => undefined,
    });
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_inherits join pg_class on oid = inhrelid
      where inhparent = 'lignes_importees'::regclass order by relname`.execute(base.db);
    await base.close();
    return rows.map(({ name }) => name);
  };

  it('is served once whole: old answers to the last moment, then new ones, and no other table is left', async () => {
    expect(await sourceOf()).toMatchObject({ source: 'simulateur', fichier: null, lignes: null });
    expect(await yearOf()).toBe('2024');
    const first = agefiphFile(1000, '2011');
    expect(await importWhole(instance.varDir, 'agefiph', first)).toMatchObject({
      exit: 0,
      out: [expect.stringMatching(/1\s000 lignes/)],
    });
    expect(await yearOf()).toBe('2011');
    expect(await yearOf(inventedSiret(998))).toBe('2011');
    expect(await yearOf(inventedSiret(999))).toBe(404);

    const second = agefiphFile(5000, '2012');
    const half = second.length / 2;
    const started = startImport(instance.varDir, 'agefiph', second.length, 'suivant.csv');
    started.send(second.subarray(0, half));
    await eventually(async () => (await sourceOf())['import_en_cours'] !== null);
    expect(await yearOf()).toBe('2011');
    const seen = new Set<unknown>();
    let over = false;
    const calling = (async () => {
      while (!over) seen.add(await yearOf());
    })();
    started.send(second.subarray(half));
    expect(await started.outcome).toMatchObject({ exit: 0, out: [expect.stringContaining('Il remplace')] });
    expect(await yearOf()).toBe('2012');
    over = true;
    await calling;
    expect([...seen].filter((year) => year !== '2011' && year !== '2012')).toEqual([]);
    expect(await sourceOf()).toMatchObject({ source: 'fichier', fichier: 'suivant.csv', lignes: 5000 });
    expect((await versions()).length).toBeLessThanOrEqual(1);
  });

  it('is the only one of its provider at a time, and does not hold another provider', async () => {
    const file = agefiphFile(2000, '2013');
    const first = startImport(instance.varDir, 'agefiph', file.length);
    first.send(file.subarray(0, 100));
    await eventually(async () => (await sourceOf())['import_en_cours'] !== null);
    const second = await importWhole(instance.varDir, 'agefiph', file);
    expect(second).toMatchObject({ exit: 2, error: expect.stringContaining('déjà en cours') });
    const head = 'siren;siret;annee;mois;effectifs\n';
    expect(await importWhole(instance.varDir, 'effectifs', `${head}100100015;;2020;;12,5\n`)).toMatchObject({
      exit: 0,
    });
    first.send(file.subarray(100));
    expect(await first.outcome).toMatchObject({ exit: 0 });
    expect(await yearOf()).toBe('2013');
  });

  it('is given up when its caller leaves in the middle', async () => {
    const file = agefiphFile(3000, '2014');
    const started = startImport(instance.varDir, 'agefiph', file.length);
    started.send(file.subarray(0, file.length - 10));
    await eventually(async () => (await sourceOf())['import_en_cours'] !== null);
    started.leave();
    await started.outcome;
    await eventually(async () => (await sourceOf())['import_en_cours'] === null);
    expect(await yearOf()).toBe('2013');
    await eventually(async () => (await versions()).length <= 2);
  });

  it.each([
    ['an empty file', '', /vide/],
    ['a header alone', 'siret;derniere_annee_de_conformite_connue;dump_date\n', /aucune ligne/],
    ['a header that lacks a column', 'siret;annee\n10010001500013;2020\n', /derniere_annee.*dump_date.*siret, annee/],
    ['no header', '10010001500013;2020;2026-01-01\n', /n'a pas de colonne siret/],
    ['a column named twice', 'siret;siret;derniere_annee_de_conformite_connue;dump_date\n', /plusieurs fois siret/],
    ['a cut archive', gzipSync(agefiphFile(500, '2015')).subarray(0, 200), /gzip/],
    ['bytes that are nothing', randomBytes(3000), /UTF-8|colonne/],
  ])('refuses %s', async (_, content, sentence) => {
    const { exit, error } = await importWhole(instance.varDir, 'agefiph', content);
    expect(exit).toBe(2);
    expect(error).toMatch(sentence);
    expect(await yearOf()).toBe('2013');
  });

  it('refuses a file with faults: the first twenty with their lines, and how many there are', async () => {
    const lines = agefiphFile(3000, '2016').toString().split('\n');
    lines[6] = '10010001500014;2016;2026-01-01';
    lines[8] = `${inventedSiret(4)};16;2026-01-01`;
    lines[9] = `${inventedSiret(5)};2016`;
    lines[11] = `${inventedSiret(7)};2016;01/01/2026`;
    lines[2500] = `${inventedSiret(0)};2016;2026-01-01`;
    for (let at = 2600; at < 2650; at++) lines[at] = 'x;y;z';
    const { exit, error } = await importWhole(instance.varDir, 'agefiph', lines.join('\n'));
    expect(exit).toBe(2);
    const said = error.split('\n');
    expect(said[0]).toMatch(/refusé, rien n'est changé\. 55 fautes, dont voici les 20 premières/);
    expect(said.slice(1, 6)).toEqual([
      "  ligne 7 : « 10010001500014 » n'est pas un SIRET.",
      "  ligne 9 : « 16 » n'est pas une année.",
      '  ligne 10 : 2 colonne(s) au lieu de 3.',
      "  ligne 12 : « 01/01/2026 » n'est pas une date AAAA-MM-JJ.",
      `  ligne 2501 : « ${inventedSiret(0)} » est déjà à la ligne 3.`,
    ]);
    expect(said).toHaveLength(21);
    expect(await yearOf()).toBe('2013');
  });

  it('takes a compressed file, with a mark, commas and other columns', async () => {
    const text =
      '\ufeffnom,Dump_Date,SIRET,derniere_annee_de_conformite_connue\r\n"A, B",2026-02-01,10010001500013,2017\r\n';
    expect(await importWhole(instance.varDir, 'agefiph', gzipSync(text))).toMatchObject({ exit: 0 });
    expect(await yearOf()).toBe('2017');
  });

  it('is taken back with --retirer, once confirmed: the service answers again', async () => {
    await expect(instance.apie('importer', 'agefiph', '--retirer')).rejects.toThrow('--oui');
    expect(await yearOf()).toBe('2017');
    expect(await instance.apie('importer', 'agefiph', '--retirer', '--oui')).toEqual([
      expect.stringContaining('fournisseur simulé'),
    ]);
    expect(await yearOf()).toBe('2024');
    await expect(instance.apie('importer', 'agefiph', '--retirer', '--oui')).rejects.toThrow('rien à retirer');
  });

  it.each([
    [['importer', 'inconnu', 'f.csv'], /agefiph, effectifs/],
    [['importer', 'agefiph'], /siret : SIRET/],
    [['importer', 'agefiph', 'f.csv'], /n'accompagne pas/],
    [['importer', 'agefiph', 'f.csv', 'g.csv'], /Deux arguments/],
    [['importer', '--autre'], /Option refusée/],
  ])('%j is refused with a sentence', async (words, sentence) => {
    await expect(instance.apie(...words)).rejects.toThrow(sentence);
  });
});
