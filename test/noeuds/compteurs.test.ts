import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedisWindows } from '../../src/platform/redis/redis-windows.ts';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { type Answer, eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';
import { startRedis } from '../support/redis.ts';

const JSON_LIMIT = 10;
const REFUSED_MAX = 8;
const redis = await startRedis();
const database = redis === null ? null : await startPostgresql();

describe.runIf(redis !== null && database !== null)('two nodes of the gateway that count together', () => {
  if (redis === null || database === null) return;
  const environment = {
    DATABASE_URL: database.options.url ?? '',
    REDIS_URL: redis.url,
    JETON_SECRET: 'secret-partage-des-noeuds-de-test',
    LIMITS_FILE: limitsFile({ json: JSON_LIMIT, plafond: 60, refus: REFUSED_MAX }),
  };
  let nodes: TestInstance[] = [];
  let address = 0;
  /** Another caller than those of the other tests. */
  const newAddress = () => `127.0.${1 + (++address >> 7)}.${1 + (address & 127)}`;

  beforeAll(async () => {
    nodes = [
      await startTestInstance({ environment }),
      await startTestInstance({ environment: { ...environment, ROLES: 'gateway' } }),
    ];
  });

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all([redis.stop(), database.stop()]);
  });

  const token = async () => {
    const made = (await nodes[0]?.token()) ?? '';
    await eventually(async () => (await ask(1, made, newAddress(), 'privileges')).status === 200);
    await redis.client.flushall();
    return made;
  };
  const ask = (node: number, made: string, from: string, path = 'cotisations_msa/10010001500013'): Promise<Answer> =>
    visit(`${nodes[node % 2]?.url}/v2/${path}?${new URLSearchParams(purpose)}`, {
      from,
      headers: { Authorization: `Bearer ${made}` },
    });
  const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);

  it('let through exactly the limit of a window, all of it, and each call its own rank', async () => {
    const made = await token();
    const from = newAddress();
    const answers = await Promise.all(Array.from({ length: 15 }, (_, rank) => ask(rank, made, from)));
    const passed = answers.filter(({ status }) => status === 200);
    expect(passed).toHaveLength(JSON_LIMIT);
    expect(statuses(answers).filter((status) => status === 429)).toHaveLength(5);
    const ranks = passed.map(({ headers }) => Number(headers['ratelimit-remaining'])).toSorted((a, b) => a - b);
    expect(ranks).toEqual(Array.from({ length: JSON_LIMIT }, (_, rank) => rank));
    const ends = new Set(answers.map(({ headers }) => headers['ratelimit-reset']));
    expect(ends.size).toBeLessThanOrEqual(2);
  });

  it('count a call without a token, or to nowhere, for its address alone', async () => {
    const from = newAddress();
    expect(statuses(await Promise.all([0, 1, 2].map((node) => ask(node, 'x.y.z', from))))).toEqual([401, 401, 401]);
    expect((await ask(1, 'x.y.z', from, 'nulle-part')).status).toBe(404);
    expect(await redis.client.hget(`apie:adresse:${from}`, 'n')).toBe('4');
  });

  it('ban together an address that ignores its refusals, whichever node refused them', async () => {
    const made = await token();
    const from = newAddress();
    for (let rank = 0; rank < JSON_LIMIT + REFUSED_MAX; rank++) await ask(rank, made, from);
    expect((await ask(0, made, from)).status).toBe(429);
    for (const node of [0, 1]) await eventually(() => isClosed(node, made, from), 2500);
  });

  it('ban together an address over its ceiling, and take nothing from its token for the call too many', async () => {
    const made = await token();
    const from = newAddress();
    const nobody = Array.from({ length: 60 }, (_, rank) => ask(rank, 'x.y.z', from));
    expect(new Set(statuses(await Promise.all(nobody)))).toEqual(new Set([401]));
    expect((await ask(1, made, from)).status).toBe(429);
    for (const node of [0, 1]) await eventually(() => isClosed(node, made, from), 2500);
    const other = await ask(0, made, newAddress());
    expect(other.headers['ratelimit-remaining']).toBe(String(JSON_LIMIT - 1));
  });

  it('refuse within two seconds, everywhere, a token revoked on one of them', async () => {
    const made = await token();
    const from = newAddress();
    expect((await ask(1, made, from)).status).toBe(200);
    await nodes[0]?.apie('jeton', 'revoquer', made);
    await eventually(async () => (await ask(1, made, newAddress())).status === 401, 2000);
  });

  it('serve while the store is frozen, each counting alone from what it knew, and agree once it is back', async () => {
    const made = await token();
    const from = newAddress();
    for (let rank = 0; rank < 4; rank++) await ask(rank % 2 === 0 ? 1 : 0, made, from);
    redis.freeze();
    try {
      const startedAt = performance.now();
      expect((await ask(0, made, from)).headers['ratelimit-remaining']).toBe(String(JSON_LIMIT - 5));
      expect(performance.now() - startedAt).toBeLessThan(1500);
      expect((await ask(0, made, from)).headers['ratelimit-remaining']).toBe(String(JSON_LIMIT - 6));
      await eventually(() => (nodes[0]?.logged() ?? '').includes('compteurs partagés injoignables'));
    } finally {
      redis.thaw();
    }
    await eventually(async () => (nodes[0]?.logged() ?? '').includes('compte de nouveau avec les autres'), 5000);
    const after = await ask(1, made, from);
    expect(after.headers['ratelimit-remaining']).toBe(String(JSON_LIMIT - 7));
  });

  it('serve while the store is gone, and find it again when it has forgotten everything', async () => {
    const made = await token();
    const from = newAddress();
    expect((await ask(0, made, from)).status).toBe(200);
    await redis.kill();
    const alone = await Promise.all(Array.from({ length: 12 }, () => ask(0, made, from)));
    expect(statuses(alone).filter((status) => status === 200).length).toBeLessThanOrEqual(JSON_LIMIT);
    expect(statuses(alone).every((status) => status === 200 || status === 429)).toBe(true);
    await redis.start();
    await eventually(async () => Number(await redis.client.hget(`apie:adresse:${from}`, 'n')) >= 12, 8000);
    expect((await ask(0, made, from)).status).toBe(429);
  });

  async function isClosed(node: number, made: string, from: string): Promise<boolean> {
    try {
      await ask(node, made, from);
      return false;
    } catch {
      return true;
    }
  }
});

it.runIf(redis !== null)(
  'a store that has frozen holds nobody: what was asked of it fails within seconds',
  async () => {
    const frozen = await startRedis();
    if (frozen === null) return;
    const windows = openRedisWindows({
      urls: [frozen.url],
      cluster: false,
      offsetMs: () => 0,
      onError: () => undefined,
    });
    await eventually(() =>
      windows.add('essai', 1, 60_000).then(
        ({ count }) => count > 0,
        () => false,
      ),
    );
    frozen.freeze();
    try {
      await expect(windows.read(['essai'])).rejects.toThrow();
    } finally {
      frozen.thaw();
    }
    await eventually(() =>
      windows.read(['essai']).then(
        ([window]) => window?.count === 1,
        () => false,
      ),
    );
    windows.close();
    await frozen.stop();
  },
  8_000,
);

it.runIf(redis !== null)('a node counts on a cluster as on one server', { timeout: 60_000 }, async () => {
  const cluster = await startRedis({ cluster: true });
  if (cluster === null) return;
  const node = await startTestInstance({
    environment: { REDIS_URL: cluster.url, REDIS_CLUSTER: 'oui', LIMITS_FILE: limitsFile({ json: 3 }) },
  });
  const made = await node.token();
  const statuses = [];
  for (let rank = 0; rank < 4; rank++)
    statuses.push((await node.call('/v2/cotisations_msa/10010001500013', made)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(await cluster.client.hget('apie:adresse:127.0.0.1', 'n')).toBe('4');
  await node.stop();
  await cluster.stop();
});
