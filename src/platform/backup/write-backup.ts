import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type KeepTable, readCopy } from '../database/copy/read-copy.ts';
import type { Database } from '../database/open-database.ts';
import { keepBytes, keepCopy } from './kept-file.ts';
import { type KeptFile, MANIFEST, type Manifest } from './manifest.ts';
import { firstOf, stateFiles } from './state-files.ts';

/** The instance that is backed up. */
export interface BackupSource<Schema> {
  readonly db: Database<Schema>['db'];
  readonly varDir: string;
  /** What signs its tokens is in its state folder, or comes from its configuration. */
  readonly secret: Manifest['secret_des_jetons'];
  /** The files of the traces that the database does not have yet, none of them being written. */
  heldTraces(): Promise<readonly string[]>;
}

interface BackupOptions {
  /** A new folder, or an empty one. */
  readonly folder: string;
  readonly now: Date;
  /** Told of what is being written, and how much of the whole, from 0 to 1, is. */
  readonly report: Report;
}

export type Report = (what: string, part: number) => void;

/** The folder cannot take a backup; the sentence says why. */
export class CannotBackUp extends Error {}

const README = `Sauvegarde d’API Entreprise.

ATTENTION : elle contient des données personnelles et des secrets (mots de passe chiffrés, clés, traces des appels, documents,
et le secret qui signe les jetons quand l’instance l’a créé elle-même). Gardez-la chiffrée, hors de portée, et détruisez-la à
l’échéance de vos sauvegardes.

Pour la remettre en place, sur un dossier d’état vide : apie restaurer CE_DOSSIER
`;

/** Writes all that an instance keeps, while it runs: made aside, it has its name once it is whole. */
export async function writeBackup<Schema>(
  source: BackupSource<Schema>,
  { folder, now, report }: BackupOptions,
): Promise<Manifest> {
  await checkPlace(folder, source.varDir);
  const aside = `${folder}.en-cours`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true, mode: 0o700 });
  try {
    // Files first: a trace that reaches the database meanwhile is then in both, which counts it once, never in neither.
    const etat = await keepState(source, aside);
    report(`${etat.length} fichiers`, 0);
    const base = await keepDatabase(source.db, aside, report);
    const manifest: Manifest = {
      format: 'api-entreprise/1',
      faite_le: now.toISOString(),
      secret_des_jetons: source.secret,
      base,
      etat,
    };
    await keepBytes(aside, 'LISEZ-MOI.txt', [Buffer.from(README)]);
    await keepBytes(aside, MANIFEST, [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)]);
    await rename(aside, folder);
    return manifest;
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
}

async function checkPlace(folder: string, varDir: string): Promise<void> {
  if (`${resolve(folder)}${sep}`.startsWith(`${resolve(varDir)}${sep}`))
    throw new CannotBackUp(`${folder} est dans le dossier d'état : une sauvegarde se garde ailleurs.`);
  const first = await firstOf(folder);
  if (first !== null) throw new CannotBackUp(`${folder} n'est pas vide (${first}) : donnez un dossier nouveau.`);
}

async function keepState<Schema>({ varDir, heldTraces }: BackupSource<Schema>, aside: string): Promise<KeptFile[]> {
  const paths = (await stateFiles(varDir)).map((path) => [join(varDir, path), path] as const);
  const traces = (await heldTraces()).map((path) => [path, join('traces', basename(path))] as const);
  const kept: KeptFile[] = [];
  for (const [from, path] of [...paths, ...traces]) {
    const file = await keepCopy(from, aside, join('etat', path));
    if (file !== null) kept.push(file);
  }
  return kept;
}

async function keepDatabase<Schema>(
  db: Database<Schema>['db'],
  aside: string,
  report: Report,
): Promise<Manifest['base']> {
  const files = new Map<string, { rows: number; file: KeptFile }>();
  const keep: KeepTable = async ({ name }, lines, part) => {
    report(`table ${name}`, part);
    let rows = 0;
    async function* counted(): AsyncGenerator<string> {
      for await (const line of lines) {
        rows++;
        yield `${line}\n`;
      }
    }
    const packed = Readable.from(counted()).compose(createGzip({ level: 4 }));
    const file = await keepBytes(aside, join('base', `${name}.ndjson.gz`), packed);
    files.set(name, { rows, file });
  };
  const { tables, migrations, partitions, sequences } = await readCopy(db, keep);
  const written = tables.flatMap((table) => {
    const kept = files.get(table.name);
    return kept === undefined ? [] : [{ name: table.name, columns: [...table.columns], ...kept }];
  });
  return { migrations: [...migrations], tables: written, partitions: [...partitions], sequences: [...sequences] };
}
