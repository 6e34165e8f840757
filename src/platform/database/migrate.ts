import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { messageOf } from './sql-error.ts';

/** Runs the files `0001_….sql` not yet run, all or none; several nodes may start at once. */
export async function migrate<Schema>(db: Kysely<Schema>, directory: string): Promise<void> {
  const provider = { getMigrations: () => readMigrations(directory) };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new Error(`La migration ${failed ?? 'de la base'} a échoué : ${messageOf(error)}`, { cause: error });
}

async function readMigrations(directory: string): Promise<Record<string, Migration>> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql'));
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
