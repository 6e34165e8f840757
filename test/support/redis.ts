import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { freePort } from '../../src/records/databases.fixture.ts';
import { eventually } from './http.ts';

const run = promisify(execFile);

export interface TestRedis {
  readonly url: string;
  /** As a machine that has frozen: connections stay, nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Killed: connections are reset. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** A connection of the test's own. */
  readonly client: Redis;
  stop(): Promise<void>;
}

/** A Redis server of the machine, or null, saying so on the screen, where it has none. */
export async function startRedis({ cluster = false } = {}): Promise<TestRedis | null> {
  try {
    await run('redis-server', ['--version']);
  } catch {
    process.stderr.write('Redis absent (paquet redis-server) : les compteurs partagés ne sont pas essayés\n');
    return null;
  }
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  // A server alone in its cluster has nobody to learn its own address from.
  if (cluster)
    options.push(
      ...['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
      ...['--cluster-port', String(await freePort())],
    );
  let server: ChildProcess | null = null;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 });
  client.on('error', () => undefined);

  async function start(): Promise<void> {
    server = spawn('redis-server', options, { stdio: 'ignore' });
    await eventually(async () => (await client.ping()) === 'PONG');
  }
  async function kill(): Promise<void> {
    const ended = new Promise((resolve) => server?.once('exit', resolve));
    server?.kill('SIGKILL');
    await ended;
  }
  await start();
  if (cluster) {
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  }
  return {
    url,
    client,
    start,
    kill,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    stop: async () => {
      client.disconnect();
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
