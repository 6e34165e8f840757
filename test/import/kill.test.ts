import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/platform/database/open-database.ts';
import { migrationsDirectory, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { type BuiltInstance, buildOnce, startBuilt } from '../support/built.ts';
import { eventually, visit } from '../support/http.ts';
import { agefiphFile, importWhole, startImport } from '../support/importing.ts';
import { purpose, runCommand, startTestInstance } from '../support/instance.ts';

const postgresql = await startPostgresql();
const url = postgresql?.options.url;
beforeAll(buildOnce, 120_000);
afterAll(() => postgresql?.stop());

const loading = async (varDir: string): Promise<boolean> => {
  const lines = await runCommand(varDir, ['importer', '--liste']);
  return lines.some((line) => JSON.parse(line).import_en_cours !== null);
};

async function versions(directory: string, databaseUrl: string | undefined): Promise<number> {
  const where = databaseUrl === undefined ? {} : { url: databaseUrl };
  const base = await openDatabase<Schema>({ ...where, directory, migrationsDirectory, onError: () => undefined });
  const { rows } = await sql`
    select 1 from pg_inherits where inhparent = 'lignes_importees'::regclass`.execute(base.db);
  await base.close();
  return rows.length;
}

const cases = [
  { on: 'PGlite', environment: {} },
  ...(url ? [{ on: 'PostgreSQL', environment: { DATABASE_URL: url } }] : []),
];

describe.each(cases)('an instance killed with -9 in the middle of an import, on $on', ({ environment }) => {
  let varDir: string;
  let instance: BuiltInstance;
  beforeAll(async () => {
    varDir = await mkdtemp(join(tmpdir(), 'apie-'));
    instance = await startBuilt(varDir, environment);
  });
  afterAll(async () => {
    instance.child.kill('SIGKILL');
    await instance.ended;
    await rm(varDir, { recursive: true, force: true });
  });

  async function yearOf(token: string): Promise<unknown> {
    const query = new URLSearchParams({ ...purpose, token });
    const { text } = await visit(`${instance.url}/v2/attestations_agefiph/10010001500013?${query}`);
    return JSON.parse(text).derniere_annee_de_conformite_connue;
  }

  it('serves the old file again, has nothing left of the new one, and takes it at once when asked again', async () => {
    const [token = ''] = await runCommand(varDir, ['jeton', 'creer', '--droits', 'tous']);
    expect(await importWhole(varDir, 'agefiph', agefiphFile(1000, '2011'))).toMatchObject({ exit: 0 });
    const next = agefiphFile(20_000, '2012');
    const started = startImport(varDir, 'agefiph', next.length);
    started.send(next.subarray(0, next.length - 100));
    await eventually(() => loading(varDir));
    instance.child.kill('SIGKILL');
    await instance.ended;
    expect((await started.outcome).exit).toBeNull();

    instance = await startBuilt(varDir, environment);
    expect(await yearOf(token)).toBe('2011');
    expect(await loading(varDir)).toBe(false);
    expect(await importWhole(varDir, 'agefiph', next)).toMatchObject({ exit: 0 });
    expect(await yearOf(token)).toBe('2012');

    instance.child.kill('SIGTERM');
    await instance.ended;
    expect(await versions(join(varDir, 'base'), url && environment.DATABASE_URL)).toBe(1);
  });
});

it('stopping does not wait for a caller who sends nothing more', async () => {
  const instance = await startTestInstance();
  const started = startImport(instance.varDir, 'agefiph', 1_000_000);
  await eventually(() => loading(instance.varDir));
  await instance.stop();
  expect((await started.outcome).exit).not.toBe(0);
});

describe.runIf(url !== undefined)('two instances on one server', () => {
  const environment = { DATABASE_URL: url ?? '', JETON_SECRET: 'un-secret-commun-aux-deux-instances' };

  it('serve the same file within two seconds, and import one at a time', async () => {
    const [one, other] = [await startTestInstance({ environment }), await startTestInstance({ environment })];
    try {
      const token = await other.token();
      await eventually(async () => (await one.call('/v2/privileges', token)).status === 200, 3000);
      const file = agefiphFile(2000, '2003');
      const started = startImport(one.varDir, 'agefiph', file.length);
      started.send(file.subarray(0, 1000));
      await eventually(() => loading(other.varDir));
      expect(await importWhole(other.varDir, 'agefiph', file)).toMatchObject({
        exit: 2,
        error: expect.stringContaining('déjà en cours'),
      });
      started.send(file.subarray(1000));
      expect(await started.outcome).toMatchObject({ exit: 0 });
      const year = async () =>
        JSON.parse(await (await other.call('/v2/attestations_agefiph/10010001500013', token)).text());
      await eventually(async () => (await year()).derniere_annee_de_conformite_connue === '2003', 2000);
    } finally {
      await one.stop();
      await other.stop();
    }
  });

  it('take over from one that died, and the dead one that comes back changes nothing', async () => {
    const instance = await startTestInstance({ environment });
    const base = await openDatabase<Schema>({
      url: url ?? '',
      directory: '',
      migrationsDirectory,
      onError: () => undefined,
    });
    try {
      const file = agefiphFile(2000, '2004');
      const dead = startImport(instance.varDir, 'agefiph', file.length);
      dead.send(file.subarray(0, 1000));
      await eventually(() => loading(instance.varDir));
      await sql`update fichiers_importes set vu_le = now() - interval '2 minutes' where etat = 'en_cours'`.execute(
        base.db,
      );
      expect(await importWhole(instance.varDir, 'agefiph', agefiphFile(10, '2005'))).toMatchObject({ exit: 0 });
      dead.send(file.subarray(1000));
      const { exit, error } = await dead.outcome;
      expect([exit, error.length > 10]).toEqual([expect.any(Number), true]);
      expect(exit).not.toBe(0);
      const token = await instance.token();
      const response = await instance.call('/v2/attestations_agefiph/10010001500013', token);
      expect(await response.json()).toMatchObject({ derniere_annee_de_conformite_connue: '2005' });
    } finally {
      await base.close();
      await instance.stop();
    }
  });
});
