import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agefiphFile } from '../support/importing.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'remis-'));
let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
});
afterAll(async () => {
  await instance.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command in a process of its own, as npm runs it: in the folder of the project, the caller's own told apart. */
async function apie(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/apie.ts', ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'], VAR_DIR: instance.varDir, INIT_CWD: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (err += String(text)));
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

it('imports a file of its caller’s folder, and says what is served', async () => {
  writeFileSync(join(folder, 'agefiph.csv'), agefiphFile(1000, '2018'));
  const { code, out, err } = await apie('importer', 'agefiph', 'agefiph.csv');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/« agefiph\.csv » de agefiph est servi : 1\s000 lignes\./);
  const response = await instance.call('/v2/attestations_agefiph/10010001500013', token);
  expect(await response.json()).toEqual({ derniere_annee_de_conformite_connue: '2018', dump_date: 1767222000 });
  const [agefiph, effectifs] = (await apie('importer')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(agefiph).toMatchObject({ fournisseur: 'agefiph', source: 'fichier', fichier: 'agefiph.csv', lignes: 1000 });
  expect(effectifs).toMatchObject({ fournisseur: 'effectifs', source: 'simulateur' });
});

it('does not send what cannot be read, and reports a refusal whole', async () => {
  expect(await apie('importer', 'agefiph', 'absent.csv')).toMatchObject({
    code: 2,
    err: expect.stringContaining(`${join(folder, 'absent.csv')} ne peut pas être lu : il n'existe pas`),
  });
  mkdirSync(join(folder, 'dossier.csv'));
  expect(await apie('importer', 'agefiph', 'dossier.csv')).toMatchObject({
    code: 2,
    err: expect.stringContaining("n'est pas un fichier"),
  });
  // Larger than the buffers of a connection: the refusal comes while it is still being sent.
  const wrong = `siret;autre\n${'10010001500013;1\n'.repeat(300_000)}`;
  writeFileSync(join(folder, 'faux.csv'), wrong);
  expect(await apie('importer', 'agefiph', join(folder, 'faux.csv'))).toMatchObject({
    code: 2,
    err: expect.stringContaining("n'a pas de colonne derniere_annee_de_conformite_connue, dump_date"),
  });
});

it('explains itself', async () => {
  const { code, out } = await apie('importer', '--aide');
  expect(code).toBe(0);
  for (const word of ['--retirer', '--liste', '.csv.gz', 'UTF-8']) expect(out).toContain(word);
});
