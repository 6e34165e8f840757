import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { listMigrations } from '../database/copy/catalogue.ts';
import { filledTable, writeCopy } from '../database/copy/write-copy.ts';
import { migrate } from '../database/migrate.ts';
import { type Database, type DatabaseOptions, openAsItIs } from '../database/open-database.ts';
import { faultOf, keepCopy } from './kept-file.ts';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';
import type { Report } from './write-backup.ts';

export interface RestoreOptions {
  /** The backup. */
  readonly folder: string;
  /** An empty state folder. */
  readonly varDir: string;
  readonly database: DatabaseOptions;
  readonly report: Report;
}

/** The backup cannot be put back here; the sentence says why. Nothing has been changed. */
export class CannotRestore extends Error {}

/** Reads a backup and checks that each of its files is what was written. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const files = [...manifest.etat, ...manifest.base.tables.map(({ file }) => file)];
  const faults: string[] = [];
  for (const file of files) {
    const fault = await faultOf(folder, file);
    if (fault !== null) faults.push(fault);
  }
  if (faults.length > 0) throw new CannotRestore(`Sauvegarde abîmée, rien n'a été changé : ${faults.join(' ; ')}.`);
  return manifest;
}

/** Puts back what `checkBackup` has read: the database with the schema it had, which the next start brings up to date. */
export async function restoreBackup(manifest: Manifest, options: RestoreOptions): Promise<void> {
  await restoreDatabase(manifest, options);
  const { folder, varDir } = options;
  for (const { path } of manifest.etat) {
    const own = path.replace(/^etat\//, '');
    if ((await keepCopy(join(folder, path), varDir, own)) === null) throw new CannotRestore(`${path} a disparu.`);
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch {
    throw new CannotRestore(`${folder} n'est pas une sauvegarde entière : ${MANIFEST} ne peut pas être lu.`);
  }
  try {
    return parseManifest(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotRestore(`${MANIFEST} n'est pas celui d'une sauvegarde que ce programme sait lire (${reason}).`);
  }
}

async function restoreDatabase(manifest: Manifest, { folder, database, report }: RestoreOptions): Promise<void> {
  const { db, close } = await openAsItIs<unknown>(database);
  let done = false;
  try {
    await checkDatabase(db, manifest);
    await migrate(db, database.migrationsDirectory, manifest.base.migrations);
    const { tables } = manifest.base;
    const paths = new Map(tables.map(({ name, file }) => [name, file.path]));
    let begun = 0;
    await writeCopy(db, manifest.base, ({ name }) => {
      report(`table ${name}`, begun++ / tables.length);
      return linesOf(join(folder, paths.get(name) ?? ''));
    });
    done = true;
  } finally {
    await close();
    // An embedded base that is half made would keep the next try from beginning.
    if (!done && database.url === undefined) await rm(database.directory, { recursive: true, force: true });
  }
}

async function checkDatabase(db: Database<unknown>['db'], { base }: Manifest): Promise<void> {
  const had = await listMigrations(db);
  const later = had.find((name) => !base.migrations.includes(name));
  if (later !== undefined)
    throw new CannotRestore(`La base est plus récente que la sauvegarde (${later}) : donnez une base vide.`);
  const filled = await filledTable(db);
  if (filled !== null)
    throw new CannotRestore(`La base n'est pas vide (table ${filled}) : rien n'est jamais écrit par-dessus.`);
}

/** The lines of a packed file. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path).pipe(createGunzip());
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
