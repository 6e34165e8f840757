import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLectureTraces, type Recherche } from '../../src/jetons/traces/recherche.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import { aTrace } from '../../src/records/samples.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { insertTraces, type Trace } from '../../src/records/traces.ts';
import type { Repere } from '../../src/records/traces-de-jetons.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const now = new Date('2026-11-24T10:20:30Z');
const jti = randomUUID();
const anything: Recherche = {
  ...{ from: null, before: null, endpoint: null, identifiant: null, recipient: null, object: null, code: null },
};

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('a search in the traces of a token, on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate traces, appels_de_jetons`.execute(base.db));

  const lecture = (options: { examine?: number; patienceMs?: number; clock?: { now(): number } } = {}) =>
    createLectureTraces({ db: base.db, clock: { now: () => now.getTime() }, ...options });

  /** Every page, one after the other. */
  async function pages(recherche: Recherche, examine?: number): Promise<Trace[][]> {
    const read: Trace[][] = [];
    let after: Repere | null = null;
    do {
      const { traces, suite }: { traces: readonly Trace[]; suite: Repere | null } = await lecture(
        examine === undefined ? {} : { examine },
      ).chercher(jti, recherche, after);
      read.push([...traces]);
      after = suite;
    } while (after !== null);
    return read;
  }

  /** Over forty months, several in one millisecond, those of others between. */
  async function write(): Promise<Trace[]> {
    const own = Array.from({ length: 140 }, (_, rank) =>
      aTrace({
        jti,
        recu_le: new Date(now.getTime() - Math.floor(rank / 3) * 20 * 86_400_000),
        statut: rank % 7 === 0 ? 502 : 200,
        code_erreur: rank % 7 === 0 ? '07000' : null,
        endpoint: rank % 2 === 0 ? 'entreprises' : 'associations',
        identifiant: rank % 5 === 0 ? '10010001500021' : '100404003',
        recipient: rank % 4 === 0 ? '10000001700010' : 'mairie',
        object: `Marché n° ${rank}_50%`,
      }),
    );
    await insertTraces(base.db, [
      ...own,
      ...own.map((trace) => ({ ...trace, jti: randomUUID(), request_id: randomUUID() })),
    ]);
    return own.sort((a, b) => b.recu_le.getTime() - a.recu_le.getTime() || (a.request_id < b.request_id ? 1 : -1));
  }

  const oldest = new Date('2023-11-24T10:20:30Z');

  it('finds all that it asks for, once each, the latest first, page after page, and nothing older than 36 months', async () => {
    const own = (await write()).filter(({ recu_le }) => recu_le >= oldest);
    expect(own.length).toBeGreaterThan(100);
    for (const examine of [undefined, 1, 7, 60]) {
      const all = await pages(anything, examine);
      expect(all.flat().map(({ request_id }) => request_id)).toEqual(own.map(({ request_id }) => request_id));
      expect(all[0]).toHaveLength(50);
    }
  });

  it.each<[string, Partial<Recherche>, (trace: Trace) => boolean]>([
    ['an endpoint', { endpoint: 'associations' }, ({ endpoint }) => endpoint === 'associations'],
    ['a status', { code: '502' }, ({ statut }) => statut === 502],
    ['an error code', { code: '07000' }, ({ code_erreur }) => code_erreur === '07000'],
    [
      'a SIREN, and the SIRET that begin with it',
      { identifiant: '100100015' },
      ({ identifiant }) => identifiant === '10010001500021',
    ],
    ['a SIRET', { identifiant: '10010001500021' }, ({ identifiant }) => identifiant === '10010001500021'],
    ['a recipient', { recipient: 'mairie' }, ({ recipient }) => recipient === 'mairie'],
    [
      'a part of the object, its signs as they are',
      { object: 'N° 11_5' },
      ({ object }) => object?.includes('n° 11_5') ?? false,
    ],
    [
      'a period and more',
      { from: new Date('2026-01-01T00:00:00Z'), before: new Date('2026-07-01T00:00:00Z'), code: '200' },
      ({ recu_le, statut }) => recu_le.toISOString() > '2026-01' && recu_le.toISOString() < '2026-07' && statut === 200,
    ],
    ['what is not there', { code: '418' }, () => false],
  ])('finds by %s, however few traces are looked at together', async (_, asked, kept) => {
    const own = (await write()).filter((trace) => trace.recu_le >= oldest && kept(trace));
    for (const examine of [undefined, 4]) {
      const found = (await pages({ ...anything, ...asked }, examine)).flat();
      expect(found.map(({ request_id }) => request_id)).toEqual(own.map(({ request_id }) => request_id));
    }
    const streamed: string[] = [];
    for await (const { request_id } of lecture({ examine: 9 }).toutes(jti, { ...anything, ...asked }))
      streamed.push(request_id);
    expect(streamed).toEqual(own.map(({ request_id }) => request_id));
  });

  it('stops when it has lasted long enough, says where, and goes on from there', async () => {
    await write();
    let time = now.getTime();
    const slow = lecture({ examine: 10, patienceMs: 1000, clock: { now: () => (time += 300) } });
    const first = await slow.chercher(jti, { ...anything, code: '418' }, null);
    expect(first).toMatchObject({ traces: [], arretee: true });
    let { suite, arretee } = first;
    let rounds = 0;
    for (; arretee && suite !== null; rounds++)
      ({ suite, arretee } = await slow.chercher(jti, { ...anything, code: '418' }, suite));
    expect([suite, arretee, rounds > 1]).toEqual([null, false, true]);
  });

  it.runIf(server.options.url !== undefined)('stops when the database does not follow', async () => {
    await write();
    const other = await openTest(server);
    await other.db.transaction().execute(async (work) => {
      await sql`lock table traces in access exclusive mode`.execute(work);
      const found = await lecture({ patienceMs: 200 }).chercher(jti, { ...anything, code: '502' }, null);
      expect(found).toEqual({ traces: [], suite: null, arretee: true });
    });
    await other.close();
    expect((await lecture({ patienceMs: 200 }).chercher(jti, { ...anything, code: '502' }, null)).arretee).toBe(false);
  });

  it('reads by its index, never the whole of the traces', async () => {
    await write();
    const rows = await base.db.transaction().execute(async (work) => {
      await sql`set local enable_seqscan = off`.execute(work);
      const explained = await sql<{ 'QUERY PLAN': string }>`explain select * from traces where jti = ${jti}
        and recu_le >= ${oldest} order by recu_le desc, request_id desc limit 50`.execute(work);
      return explained.rows;
    });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan.*jti_recu_le/);
    expect(plan).not.toMatch(/Seq Scan/);
  });
});
