import { Cluster, Redis } from 'ioredis';
import { addToWindow, noteEvent, readWindow, type Script } from './scripts.ts';

export interface RedisWindowsOptions {
  /** One server, or several of a cluster. */
  readonly urls: readonly string[];
  readonly cluster: boolean;
  /** How far the clock of a sandbox was moved, in milliseconds. */
  readonly offsetMs: () => number;
  readonly onError: (error: Error) => void;
}

/** Windows kept by Redis or Valkey, alone or as a cluster. */
export interface RedisWindows {
  add(key: string, weight: number, windowMs: number): Promise<{ count: number; leftMs: number }>;
  read(keys: readonly string[]): Promise<({ count: number; leftMs: number } | null)[]>;
  note(key: string, most: number, periodMs: number): Promise<boolean>;
  close(): void;
}

const PREFIX = 'apie:';
const CONNECT_MS = 1000;
const SILENCE_MS = 1000;
const RECONNECT_MAX_MS = 1000;

export function openRedisWindows({ urls, cluster, offsetMs, onError }: RedisWindowsOptions): RedisWindows {
  const client = connect(urls, cluster);
  client.on('error', onError);

  async function run({ sha, text }: Script, key: string, ...parameters: number[]): Promise<unknown> {
    const given = [offsetMs(), ...parameters];
    try {
      return await client.evalsha(sha, 1, PREFIX + key, ...given);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return client.eval(text, 1, PREFIX + key, ...given);
    }
  }

  return {
    add: async (key, weight, windowMs) => windowOf(await run(addToWindow, key, weight, windowMs)),
    read: (keys) =>
      Promise.all(
        keys.map(async (key) => {
          const window = await run(readWindow, key);
          return window === null ? null : windowOf(window);
        }),
      ),
    note: async (key, most, periodMs) => (await run(noteEvent, key, most, periodMs)) === 1,
    close: () => client.disconnect(),
  };
}

/** What is asked while there is no connection fails at once: whoever asks has something better to do than wait. */
function connect(urls: readonly string[], cluster: boolean): Redis | Cluster {
  const retryStrategy = (times: number) => Math.min(RECONNECT_MAX_MS, 50 * times);
  const each = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    // A server that has frozen, or a connection of which the other end is gone: what was asked fails, and another is tried.
    socketTimeout: SILENCE_MS,
  };
  const [first = ''] = urls;
  if (!cluster) return new Redis(first, { ...each, retryStrategy, enableAutoPipelining: true });
  const { username, password, protocol } = new URL(first);
  return new Cluster(
    urls.map((url) => ({ host: new URL(url).hostname, port: Number(new URL(url).port || 6379) })),
    {
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      clusterRetryStrategy: retryStrategy,
      redisOptions: {
        ...each,
        ...(username === '' ? {} : { username: decodeURIComponent(username) }),
        ...(password === '' ? {} : { password: decodeURIComponent(password) }),
        ...(protocol === 'rediss:' ? { tls: {} } : {}),
      },
    },
  );
}

function windowOf(reply: unknown): { count: number; leftMs: number } {
  if (!Array.isArray(reply)) throw new Error('Redis : réponse inattendue.');
  const [count, leftMs]: unknown[] = reply;
  if (typeof count !== 'number' || typeof leftMs !== 'number') throw new Error('Redis : réponse inattendue.');
  return { count, leftMs };
}
