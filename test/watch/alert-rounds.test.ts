import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { sql } from 'kysely';
import { generate } from 'selfsigned';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import associations from '../../src/endpoints/associations/endpoint.ts';
import bilans from '../../src/endpoints/bilans_entreprises_bdf/endpoint.ts';
import entreprises from '../../src/endpoints/entreprises/endpoint.ts';
import { alertRound, type OwnView, type RoundOptions } from '../../src/instance/alert-round.ts';
import { createExpiries } from '../../src/instance/expiries.ts';
import { providersOf } from '../../src/instance/providers.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { createLog } from '../../src/platform/observability/log.ts';
import { freePort, openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { insertSonde } from '../../src/records/sondes.ts';
import { alertKinds } from '../../src/watch/alerts/kinds.ts';
import type { AlertMessage } from '../../src/watch/alerts/message.ts';
import { handClock } from '../support/deliveries.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('rounds of alerts on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate alertes, sondes, sondes_par_jour`.execute(base.db));

  function aNode(over: Partial<RoundOptions> = {}) {
    const told: AlertMessage[] = [];
    const round: RoundOptions = {
      db: base.db,
      told: alertKinds,
      judged: alertKinds,
      endpoints: [entreprises],
      publicUrl: 'https://api.exemple.invalid',
      digestMode: 'utile',
      tell: async (_transaction, message) => {
        told.push(message);
      },
      ...over,
    };
    return { told, subjects: () => told.map(({ sujet }) => sujet), run: (own: OwnView) => alertRound(round, own) };
  }

  const clock = handClock('2026-11-24T09:00:00Z');
  const own = (): OwnView => ({
    now: clock.date(),
    awakeSince: clock.date(),
    node: null,
    expiries: [],
  });

  async function probed(code: number, times: number): Promise<void> {
    for (let turn = 0; turn < times; turn++) {
      clock.forward(1);
      const sonde = { endpoint: 'entreprises', faite_le: clock.date(), code, duree_ms: 1, request_id: null };
      await insertSonde(base.db, sonde, false);
    }
  }

  it('a message that cannot be queued leaves everything to the next round', async () => {
    let broken = true;
    const node = aNode({
      tell: async () => {
        if (broken) throw new Error('la base a cédé');
      },
    });
    await probed(503, 2);
    await node.run(own());
    clock.forward(2);
    await expect(node.run(own())).rejects.toThrow('la base a cédé');
    broken = false;
    expect((await node.run(own())).told.map(({ sujet }) => sujet)).toEqual([expect.stringContaining('en panne')]);
    expect((await node.run(own())).told).toEqual([]);
  });

  it('several nodes tell once, whatever the order of their rounds', async () => {
    const other = server.options.url === undefined ? base : await openTest(server);
    const nodes = [aNode(), aNode({ db: other.db }), aNode()];
    await probed(503, 2);
    for (let turn = 0; turn < 5; turn++) {
      await Promise.all(nodes.map((node) => node.run(own())));
      clock.forward(1);
    }
    await probed(200, 2);
    for (let turn = 0; turn < 5; turn++) {
      await Promise.all(nodes.map((node) => node.run(own())));
      clock.forward(1);
    }
    if (other !== base) await other.close();
    expect(nodes.flatMap((node) => node.subjects()).sort()).toEqual([
      expect.stringContaining('de nouveau en service'),
      expect.stringContaining('en panne'),
    ]);
  });

  it('the digest is told at 8 o’clock once, not at a first start, not when nothing happened', async () => {
    const node = aNode();
    const other = aNode();
    await node.run(own());
    clock.forward(24 * 60);
    await Promise.all([node.run(own()), other.run(own())]);
    expect([...node.told, ...other.told]).toEqual([]);
    await probed(503, 2);
    await node.run(own());
    clock.forward(24 * 60);
    await Promise.all([node.run(own()), other.run(own())]);
    clock.forward(60);
    await Promise.all([node.run(own()), other.run(own())]);
    const told = [...node.told, ...other.told].filter(({ genre }) => genre === 'bilan');
    expect(told.map(({ sujet }) => sujet)).toEqual(['Bilan du matin : 1 alerte en cours']);
    const always = aNode({ digestMode: 'toujours' });
    const never = aNode({ digestMode: 'non' });
    await probed(200, 2);
    for (let day = 0; day < 3; day++) {
      clock.forward(24 * 60);
      await always.run(own());
    }
    expect(always.told.at(-1)?.sujet).toBe('Bilan du matin : rien à signaler');
    clock.forward(24 * 60);
    await never.run(own());
    expect(never.told).toEqual([]);
  });
});

describe('what ends one day is read where it is', () => {
  const closings: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });
  const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  const inDays = (days: number): Date => new Date(midnight + days * 86_400_000);
  const pair = (days: number) =>
    generate([{ name: 'commonName', value: 'localhost' }], { notAfterDate: inDays(days), keySize: 2048 });

  it('files, servers, JWTs, declared days; never a value in the log', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pem-'));
    closings.push(() => rmSync(directory, { recursive: true, force: true }));
    const [client, server] = [await pair(20), await pair(5)];
    const [BDF_CERTIFICAT, BDF_CLE] = [join(directory, 'client.pem'), join(directory, 'client.key')];
    writeFileSync(BDF_CERTIFICAT, client.cert);
    writeFileSync(BDF_CLE, client.private);
    const port = await freePort();
    const tls = createServer({ cert: server.cert, key: server.private });
    await new Promise<void>((ready) => tls.listen(port, '127.0.0.1', ready));
    closings.push(() => new Promise((done) => tls.close(done)));
    const end = inDays(12);
    const token = ['{"alg":"HS256"}', JSON.stringify({ exp: end.getTime() / 1000 }), 'signature']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.');
    const endpoints = [bilans, entreprises, associations];
    const environment = {
      BDF_URL: `https://127.0.0.1:${port}/bdf`,
      BDF_CERTIFICAT,
      BDF_CLE,
      INSEE_URL: 'http://127.0.0.1:9',
      INSEE_CREDENTIALS: token,
      INSEE_EXPIRE_LE: '2027-02-28',
      PUBLIC_URL: `https://localhost:${await freePort()}`,
    };
    const lines: string[] = [];
    const expiries = createExpiries({
      config: readConfig(environment, providersOf(endpoints)),
      endpoints,
      clock: handClock(),
      log: createLog('debug', (line) => lines.push(line)),
    });
    const known = () =>
      Object.fromEntries(expiries.known().map(({ genre, objet, endsAt }) => [`${genre} ${objet}`, endsAt]));
    expect(Object.values(known()).every((end) => end === null)).toBe(true);
    await expiries.reading.run();
    expect(known()).toEqual({
      'certificat BDF_CERTIFICAT': inDays(20),
      [`certificat 127.0.0.1:${port}`]: inDays(5),
      'jeton INSEE_CREDENTIALS': end,
      'jeton INSEE_EXPIRE_LE': new Date('2027-02-28T22:59:59Z'),
      [`certificat ${new URL(environment.PUBLIC_URL).host}`]: null,
    });
    expect(expiries.known().find(({ objet }) => objet === 'BDF_CERTIFICAT')?.endpoints).toEqual([bilans.name]);
    expect(lines.join('')).toContain('échéance illisible');
    expect(lines.join('').includes(token)).toBe(false);
  });
});
