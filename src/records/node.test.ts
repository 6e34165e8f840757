import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrationsDirectory, openTest, startEmbedded } from './databases.fixture.ts';
import { findJeton } from './jetons.ts';

// Inside the project, so that the bundle finds node_modules as dist/ does.
const outdir = resolve(import.meta.dirname, `../../node_modules/.cache/noeud-${process.pid}`);
const server = await startEmbedded();
afterAll(async () => {
  await server.stop();
  await rm(outdir, { recursive: true, force: true });
});

const bundled = ['node.fixture.js'];
const sources = ['--import', 'tsx', resolve(import.meta.dirname, 'node.fixture.ts')];

describe('a node on the embedded database', () => {
  beforeAll(async () => {
    await mkdir(outdir, { recursive: true });
    const entryPoints = [resolve(import.meta.dirname, 'node.fixture.ts')];
    const shape = { bundle: true, splitting: true, packages: 'external', format: 'esm', platform: 'node' } as const;
    await build({ ...shape, entryPoints, outdir, minify: true, keepNames: true, logLevel: 'silent' });
  });

  it.each([
    { from: 'a bundle', script: bundled },
    { from: 'the .ts sources', script: sources },
  ])('run from $from ends by itself once closed', async ({ script }) => {
    const child = start(script, 'ferme');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('killed with -9 loses nothing it has acknowledged, and leaves the directory to the next', async () => {
    const child = start(bundled, 'ecrit');
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      if (acknowledged.push(line) === 50) child.kill('SIGKILL');
    }
    const { db, close } = await openTest(server);
    const jtis = acknowledged.map((line) => line.split(' ')[0] ?? '');
    const found = await Promise.all(jtis.map((jti) => findJeton(db, jti)));
    expect(found.filter((jeton) => jeton === undefined)).toEqual([]);
    const ids = acknowledged.map((line) => line.split(' ')[1] ?? '');
    const traces = await db.selectFrom('traces').select('request_id').where('request_id', 'in', ids).execute();
    expect(traces).toHaveLength(ids.length);
    await close();
  });

  it('refuses a directory that another process holds', async () => {
    const child = start(bundled, 'ecrit');
    await once(child.stdout ?? process.stdin, 'data');
    await expect(openTest(server)).rejects.toThrow(`est déjà ouverte par le processus ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

function start(script: string[], action: string): ChildProcess {
  const args = [...script, action, server.options.directory, migrationsDirectory];
  return spawn(process.execPath, args, {
    cwd: script === sources ? process.cwd() : outdir,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
