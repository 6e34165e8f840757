import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { providersOf } from '../src/instance/providers.ts';
import { readConfig } from '../src/platform/config.ts';
import { places } from './support/instance.ts';

const root = resolve(import.meta.dirname, '..');
let varDir: string;
let simulator: ChildProcess;
let environment: Map<string, string>;

beforeAll(async () => {
  varDir = await mkdtemp(join(tmpdir(), 'simulateur-'));
  simulator = launch('src/simulateur.ts', []);
  environment = await printedEnvironment(simulator);
});
afterAll(async () => {
  simulator.kill('SIGKILL');
  await rm(varDir, { recursive: true, force: true });
});

it('prints an environment in which an instance has nothing left to simulate', async () => {
  const providers = providersOf(await loadEndpoints(places.endpoints));
  const config = readConfig({ ...Object.fromEntries(environment), SIMULATOR: 'non' }, providers);
  expect([...config.providers].filter(([, { simulated }]) => simulated)).toEqual([]);
  expect(environment.get('INPI_LOGIN')).toBe('bac-a-sable');
});

it('lists the providers in the order of their names, a port each', () => {
  const names = [...environment.keys()].flatMap((name) => /^(\w+)_URL$/.exec(name)?.[1] ?? []);
  expect(names).toEqual([...names].sort());
  expect(new Set(names.map((name) => environment.get(`${name}_URL`))).size).toBe(names.length);
});

it('speaks the real protocol of each provider', async () => {
  expect(await (await msa()).json()).toEqual({
    TopRMPResponse: { identifiantDebiteur: '10010001500013', topRegMarchePublic: 'O' },
  });
  const login = await fetch(`${environment.get('INPI_URL')}/login`, {
    method: 'POST',
    headers: { login: environment.get('INPI_LOGIN') ?? '', password: environment.get('INPI_PASSWORD') ?? '' },
  });
  expect(login.headers.get('set-cookie')).toMatch(/^JSESSIONID=[0-9A-F]{32}; /);
});

it('obeys « apie simulateur panne » when no instance simulates the provider', async () => {
  expect(await apie('simulateur', 'panne', 'msa', '503')).toEqual({ code: 0, output: 'msa est en panne : 503.\n' });
  expect((await msa()).status).toBe(503);
  expect((await apie('simulateur', 'panne', 'msa', 'fin')).code).toBe(0);
  expect((await msa()).status).toBe(200);
});

it('says what it does not know, and what it cannot do', async () => {
  const unknown = await apie('simulateur', 'panne', 'personne', '503');
  expect(unknown).toMatchObject({ code: 2, output: expect.stringContaining("« personne » n'est pas simulé ici") });
  const elsewhere = await apie('jeton', 'lister');
  expect(elsewhere).toMatchObject({ code: 1, output: expect.stringContaining('Aucune instance ne tourne') });
});

it('refuses to run twice on the same state folder', async () => {
  const second = await outcome(launch('src/simulateur.ts', []));
  expect(second).toMatchObject({ code: 1, output: expect.stringContaining('Un simulateur tourne déjà') });
});

it('stops when asked to', async () => {
  simulator.kill('SIGTERM');
  expect(await once(simulator, 'exit')).toEqual([0, null]);
  await expect(msa()).rejects.toThrow();
});

function msa(): Promise<Response> {
  return fetch(`${environment.get('MSA_URL')}/10010001500013`);
}

function launch(entry: string, words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', entry, ...words], {
    cwd: root,
    env: { PATH: process.env['PATH'], VAR_DIR: varDir, SIMULATEUR_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The lines to paste, once the last one has been printed. */
async function printedEnvironment({ stdout, stderr }: ChildProcess): Promise<Map<string, string>> {
  if (stdout === null) throw new Error('the output is piped');
  stderr?.pipe(process.stderr);
  const lines = new Map<string, string>();
  for await (const line of createInterface({ input: stdout })) {
    const mark = line.indexOf('=');
    if (line.startsWith('# Pour')) return lines;
    if (mark > 0) lines.set(line.slice(0, mark), line.slice(mark + 1));
  }
  throw new Error('the simulator has stopped');
}

function apie(...words: string[]) {
  return outcome(launch('src/apie.ts', words));
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)));
  await once(child, 'close');
  return { code: child.exitCode, output };
}
