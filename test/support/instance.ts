import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { controlSocketPath } from '../../src/control/socket-path.ts';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import type { Places } from '../../src/instance/places.ts';
import { providersOf } from '../../src/instance/providers.ts';
import { type Instance, startInstance } from '../../src/instance.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/observability/log.ts';
import { copyEmptyDatabase, freePort } from '../../src/records/databases.fixture.ts';

const source = resolve(import.meta.dirname, '../../src');
export const places: Places = {
  endpoints: join(source, 'endpoints'),
  providers: join(source, 'providers'),
  migrations: resolve(source, '../migrations'),
  statics: join(source, 'portal/static'),
  portal: join(source, 'portal'),
  emptyDatabase: join(source, 'no-template'),
};

/** Traceability of an ordinary call. */
export const purpose = { context: 'Aides publiques', recipient: '10000001700010', object: 'dossier-42' };

export interface TestInstance extends Instance {
  readonly varDir: string;
  /** Everything the instance has logged, as text. */
  readonly logged: () => string;
  /** Runs a command of `apie` on this instance; rejects with its error. */
  apie(...words: string[]): Promise<string[]>;
  /** A new token with these rights (`tous` by default). */
  token(rights?: string): Promise<string>;
  /** A call with ordinary traceability; `query` adds or, with undefined, removes parameters. */
  call(path: string, token: string, query?: Record<string, string | undefined>): Promise<Response>;
}

export interface TestInstanceOptions {
  readonly environment?: Record<string, string>;
  /** State folder of an earlier instance, to start again on it. */
  readonly varDir?: string;
  /** Where the rooms and providers are, when they are not those of the project. */
  readonly places?: Places;
}

/** A whole instance of the service in this process, on a free port and a new state folder, its providers simulated. */
export async function startTestInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const { environment = {}, varDir, places: used = places } = options;
  const directory = varDir ?? (await mkdtemp(join(tmpdir(), 'apie-')));
  if (varDir === undefined && environment['DATABASE_URL'] === undefined) {
    await copyEmptyDatabase(directory, join(directory, 'base'));
  }
  const endpoints = await loadEndpoints(used.endpoints);
  const config = readConfig(
    { PORT: String(await freePort()), VAR_DIR: directory, METRICS_PORT: '0', SONDES: 'non', ...environment },
    providersOf(endpoints),
  );
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const instance = await startInstance({ config, endpoints, places: used, log });
  const apie = (...words: string[]) => runCommand(directory, words);

  return {
    ...instance,
    varDir: directory,
    logged: () => lines.join(''),
    apie,
    token: async (rights = 'tous') => {
      const [token = ''] = await apie('jeton', 'creer', '--droits', rights);
      return token;
    },
    call: (path, token, query = {}) => {
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...purpose, ...query })) {
        if (value !== undefined) parameters.set(name, value);
      }
      const headers = { Authorization: `Bearer ${token}` };
      return fetch(`${instance.url}${path}?${parameters}`, { headers, redirect: 'manual' });
    },
    stop: async () => {
      await instance.stop();
      if (varDir === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Speaks to a running instance as the `apie` command does. */
export function runCommand(varDir: string, words: readonly string[]): Promise<string[]> {
  const socket = createConnection(controlSocketPath(varDir));
  const out: string[] = [];
  return new Promise((resolvePromise, reject) => {
    socket.on('error', reject);
    socket.on('connect', () => {
      socket.write(`${JSON.stringify(words)}\n`);
      createInterface({ input: socket }).on('line', (text) => {
        const line: { out?: string; error?: string; exit?: number } = JSON.parse(text);
        if (line.out !== undefined) out.push(line.out);
        if (line.error !== undefined) reject(new Error(line.error));
        if (line.exit !== undefined) resolvePromise(out);
      });
    });
  });
}
