import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../src/records/databases.fixture.ts';
import { eventually, visit } from './http.ts';

const root = resolve(import.meta.dirname, '../..');
const main = join(root, 'dist', 'main.js');
const STALE_LOCK_MS = 60_000;

/** The service as it is delivered, in a process of its own. */
export interface BuiltInstance {
  readonly url: string;
  readonly child: ChildProcess;
  /** All it has written on its two outputs. */
  readonly output: () => string;
  /** Its exit code, once it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Builds dist/ when a source is newer; one builder at a time on this machine. */
export async function buildOnce(): Promise<void> {
  const lock = join(tmpdir(), `apie-construction-${userInfo().uid}-${root.replaceAll('/', '-')}`);
  await eventually(() => take(lock), 90_000);
  try {
    const mark = join(root, 'dist', '.construit');
    if (existsSync(mark) && statSync(mark).mtimeMs >= newest(join(root, 'src'))) return;
    execFileSync(process.execPath, [join(root, 'tools', 'build.mjs')], { stdio: 'ignore' });
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > STALE_LOCK_MS)
      rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function newest(directory: string): number {
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true });
  return Math.max(
    ...entries.filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/** Starts the built service and waits until it answers. */
export async function startBuilt(varDir: string, environment: Record<string, string> = {}): Promise<BuiltInstance> {
  const port = await freePort();
  const instance = launch(varDir, { PORT: String(port), ...environment });
  const url = `http://127.0.0.1:${port}`;
  let over = false;
  instance.ended.then(
    () => {
      over = true;
    },
    () => undefined,
  );
  const ready = async () =>
    over ||
    (await visit(`${url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    ));
  await eventually(ready, 30_000);
  if (over) throw new Error(`it did not start: ${instance.output()}`);
  return { ...instance, url };
}

/** Starts the built service without waiting: to see how it refuses. */
export function launch(varDir: string, environment: Record<string, string> = {}): Omit<BuiltInstance, 'url'> {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { PATH: process.env['PATH'], VAR_DIR: varDir, METRICS_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(String(chunk)));
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  return { child, output: () => chunks.join(''), ended };
}
