import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { countsByDay, countsByEndpoint, dropOldMinutes } from './appels-cumules.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { aTrace } from './samples.fixture.ts';
import type { Schema } from './schema.ts';
import { insertTraces } from './traces.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const endpoint = 'cotisations_msa';
const call = (recu_le: string, statut = 200) => aTrace({ endpoint, statut, recu_le: new Date(recu_le) });

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('counts of calls on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate traces, appels_cumules`.execute(base.db));

  const since = (from: string) => countsByDay(base.db, [endpoint], new Date(from));

  it('are those of the traces kept, a batch given again adding nothing', async () => {
    const batch = [call('2026-03-02T10:00:00Z'), call('2026-03-02T10:00:59Z', 404), call('2026-03-02T23:30:00Z')];
    await insertTraces(base.db, batch);
    await insertTraces(base.db, [...batch, call('2026-03-02T10:01:00Z')]);
    expect(await since('2026-03-01T00:00:00Z')).toEqual([
      { jour: '2026-03-02', statut: 200, nombre: 2 },
      { jour: '2026-03-02', statut: 404, nombre: 1 },
      { jour: '2026-03-03', statut: 200, nombre: 1 },
    ]);
  });

  it('begin at the minute of the instant asked for, across hours, days and changes of time', async () => {
    const instants = ['2026-03-28T22:58:00Z', '2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z'];
    await insertTraces(
      base.db,
      [...instants, '2026-03-29T22:00:00Z'].map((instant) => call(instant)),
    );
    const total = async (from: string) => (await since(from)).reduce((sum, { nombre }) => sum + nombre, 0);
    expect(await total('2026-03-28T22:58:30Z')).toBe(5);
    expect(await total('2026-03-28T22:59:00Z')).toBe(4);
    expect(await total('2026-03-28T22:59:59.999Z')).toBe(4);
    expect(await total('2026-03-28T23:00:00Z')).toBe(3);
    expect(await total('2026-03-29T22:00:00Z')).toBe(1);
    expect(await since('2026-03-28T20:00:00Z')).toEqual([
      { jour: '2026-03-28', statut: 200, nombre: 2 },
      { jour: '2026-03-29', statut: 200, nombre: 2 },
      { jour: '2026-03-30', statut: 200, nombre: 1 },
    ]);
  });

  it('stay right when minutes are forgotten, but for the first hour of an old period', async () => {
    await insertTraces(base.db, [
      call('2026-03-02T10:30:00Z'),
      call('2026-03-02T11:30:00Z'),
      call('2026-03-04T08:00:00Z'),
    ]);
    await dropOldMinutes(base.db, new Date('2026-03-05T00:00:00Z'));
    const minutes = await sql<{ n: number }>`select count(*)::int as n from appels_cumules where grain = 'm'`.execute(
      base.db,
    );
    expect(minutes.rows[0]?.n).toBe(1);
    expect(await since('2026-03-02T09:59:00Z')).toHaveLength(2);
  });

  it('are those of whole days of Paris, by month or by day, for each endpoint asked for alone', async () => {
    await insertTraces(base.db, [
      call('2026-01-31T22:59:00Z'),
      call('2026-01-31T23:00:00Z', 404),
      call('2026-02-01T10:00:00Z'),
      aTrace({ endpoint: 'privileges', recu_le: new Date('2026-02-01T10:00:00Z') }),
    ]);
    const counted = (by: 'mois' | 'jour', from: string) =>
      countsByEndpoint(base.db, { by, endpoints: [endpoint], from });
    expect(await counted('mois', '2026-01-01')).toEqual([
      { endpoint, periode: '2026-01', statut: 200, nombre: 1 },
      { endpoint, periode: '2026-02', statut: 200, nombre: 1 },
      { endpoint, periode: '2026-02', statut: 404, nombre: 1 },
    ]);
    expect((await counted('jour', '2026-02-01')).map(({ periode, statut }) => [periode, statut])).toEqual([
      ['2026-02-01', 200],
      ['2026-02-01', 404],
    ]);
  });

  it('of a hundred million calls over three years are read as quickly as those of a thousand', async () => {
    await sql`
      insert into appels_cumules
      select 'endpoint_' || e, 'j'::"char", (date_trunc('day', timestamp '2026-11-01') - d * interval '1 day') at time zone 'Europe/Paris', s, 500
      from generate_series(1, 31) e, generate_series(0, 1095) d, unnest(array[200, 404, 502, 503, 504, 206]::smallint[]) s`.execute(
      base.db,
    );
    const { rows } = await sql<{ n: number }>`select sum(nombre)::float8 as n from appels_cumules`.execute(base.db);
    expect(rows[0]?.n).toBeGreaterThan(100_000_000);
    await sql`analyze appels_cumules`.execute(base.db);
    const plan = await sql<{ 'QUERY PLAN': string }>`
      explain select 1 from appels_cumules where endpoint = 'endpoint_7' and grain = 'j' and debut >= '2023-11-01'`.execute(
      base.db,
    );
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index|Bitmap/);
    const counts = await countsByDay(base.db, ['endpoint_7'], new Date('2023-11-02T00:00:00Z'));
    expect(counts.length).toBe(6 * 1095);
  });
});
