import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { messageOf } from './sql-error.ts';

/**
 * Runs the files `0001_….sql` not yet run, all or none; several nodes may start at once. With `only`, these alone: the
 * schema that a program of then had.
 */
export async function migrate<Schema>(db: Kysely<Schema>, directory: string, only?: readonly string[]): Promise<void> {
  const provider = { getMigrations: () => readMigrations(directory, only) };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new Error(`La migration ${failed ?? 'de la base'} a échoué : ${messageOf(error)}`, { cause: error });
}

async function readMigrations(directory: string, only?: readonly string[]): Promise<Record<string, Migration>> {
  const all = (await readdir(directory)).filter((file) => file.endsWith('.sql'));
  const unknown = only?.find((name) => !all.includes(`${name}.sql`));
  if (unknown !== undefined) throw new Error(`la migration ${unknown} n'est pas de ce programme`);
  const files = only === undefined ? all : only.map((name) => `${name}.sql`);
  const misnamed = files.find((file) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(file));
  if (misnamed !== undefined) throw new Error(`le fichier ${misnamed} ne s'appelle pas 0001_nom.sql`);
  if (files.length === 0) throw new Error(`aucun fichier .sql dans ${directory}`);
  const entries = files.map(async (file) => [file.replace('.sql', ''), await readMigration(join(directory, file))]);
  return Object.fromEntries(await Promise.all(entries));
}

async function readMigration(path: string): Promise<Migration> {
  const text = await readFile(path, 'utf8');
  return {
    up: async (db) => {
      await sql.raw(text).execute(db);
    },
  };
}
