import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DUREE_ERREUR } from '../../src/core/paliers-duree.ts';
import { parEndpoint } from '../../src/jetons/statistiques/bilan.ts';
import { tranchesDe } from '../../src/jetons/statistiques/periodes.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { comptesDeJeton, dropOldAppels, regrouperAppels, type Unite } from '../../src/records/appels-de-jetons.ts';
import { migrationsDirectory, openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import { aTrace } from '../../src/records/samples.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { insertTraceLines, insertTraces, type Trace } from '../../src/records/traces.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const now = new Date('2026-11-24T10:20:30Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const jti = randomUUID();
const call = (recu_le: Date, statut = 200, changes: Partial<Trace> = {}) =>
  aTrace({ jti, recu_le, statut, endpoint: 'entreprises', ...changes });

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('what is counted of the calls of a token, on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate traces, appels_de_jetons`.execute(base.db));

  const read = (unite: Unite, from: Date) => comptesDeJeton(base.db, { jti, from, unite });
  const total = async (unite: Unite, from: Date) =>
    (await read(unite, from)).tranches.reduce((sum, { nombre }) => sum + nombre, 0);
  const rows = async () =>
    (
      await sql<{ grain: string; nombre: number }>`
        select grain, sum(nombre)::int as nombre from appels_de_jetons group by 1 order by 1`.execute(base.db)
    ).rows;

  it('is what their traces say, once each, whichever way and however often they come', async () => {
    const traces = [call(ago(0)), call(ago(0), 404), call(ago(HOUR_MS), 502), call(ago(2 * HOUR_MS))];
    const others = [aTrace({ recu_le: now, endpoint: 'entreprises' })];
    await insertTraceLines(base.db, [...traces, ...others].map(lineOf));
    await insertTraceLines(base.db, traces.map(lineOf));
    await insertTraces(base.db, traces);
    const { tranches, endpoints } = await read('hour', ago(30 * HOUR_MS));
    expect(
      tranches.map(({ debut, statut, nombre }) => [debut.toISOString().slice(11, 16), statut, nombre]).sort(),
    ).toEqual([
      ['08:00', 200, 1],
      ['09:00', 502, 1],
      ['10:00', 200, 1],
      ['10:00', 404, 1],
    ]);
    expect(parEndpoint(endpoints)).toMatchObject([
      { endpoint: 'entreprises', appels: 4, succes: 2, sansDonnee: 1, vosErreurs: 0, pannes: 1 },
    ]);
    expect((await read('minute', ago(20 * 60_000))).tranches).toHaveLength(2);
  });

  it('is moved into days and months without losing or doubling a call, even one whose trace comes late', async () => {
    const ages = [0, HOUR_MS, 47 * HOUR_MS, 3 * DAY_MS, 9 * DAY_MS, 11 * DAY_MS, 40 * DAY_MS, 300 * DAY_MS];
    await insertTraces(
      base.db,
      [...ages, ...ages].map((age) => call(ago(age))),
    );
    const month = tranchesDe('12mois', now.getTime())[0] ?? now;
    const eightDays = tranchesDe('8j', now.getTime())[0] ?? now;
    const before = [await total('hour', ago(30 * HOUR_MS)), await total('day', eightDays), await total('month', month)];
    expect(before).toEqual([4, 8, 16]);
    for (let round = 0; round < 3; round++) {
      await regrouperAppels(base.db, now);
      expect([
        await total('hour', ago(30 * HOUR_MS)),
        await total('day', eightDays),
        await total('month', month),
      ]).toEqual(before);
    }
    expect(await rows()).toEqual([
      { grain: 'M', nombre: 6 },
      { grain: 'h', nombre: 6 },
      { grain: 'j', nombre: 4 },
    ]);
    await insertTraces(base.db, [call(ago(9 * DAY_MS)), call(ago(40 * DAY_MS))]);
    await regrouperAppels(base.db, now);
    expect(await total('month', month)).toBe(18);
    const months = (await read('month', month)).tranches.map(({ debut }) => debut.getTime());
    const known = tranchesDe('12mois', now.getTime()).map((debut) => debut.getTime());
    expect(months.filter((debut) => !known.includes(debut))).toEqual([]);
    await dropOldAppels(base.db, ago(60 * DAY_MS));
    expect(await total('month', month)).toBe(16);
  });

  it('gives durations within the error that the page announces', async () => {
    const durees = Array.from({ length: 999 }, (_, rank) => 1.5 * 1.0088 ** rank);
    await insertTraces(
      base.db,
      durees.map((duree_ms) => call(now, 200, { duree_ms })),
    );
    // Refused calls are quick: they say nothing of how long an answer takes.
    await insertTraces(
      base.db,
      durees.map(() => call(now, 429, { duree_ms: 0.1 })),
    );
    const [bilan] = parEndpoint((await read('hour', ago(HOUR_MS))).endpoints);
    const [p50 = 0, p95 = 0] = [durees[499], durees[949]];
    expect(Math.abs((bilan?.p50 ?? 0) / p50 - 1)).toBeLessThanOrEqual(DUREE_ERREUR);
    expect(Math.abs((bilan?.p95 ?? 0) / p95 - 1)).toBeLessThanOrEqual(DUREE_ERREUR);
  });

  it('is made, when the tables are, from the traces that were there before', async () => {
    const today = Date.now();
    const ages = [0, HOUR_MS, 3 * DAY_MS, 5 * DAY_MS, 20 * DAY_MS, 200 * DAY_MS];
    const statuts = [200, 404, 429, 502];
    await insertTraces(
      base.db,
      ages.flatMap((age) =>
        statuts.map((statut) => call(new Date(today - age), statut, { duree_ms: age / 10_000_000 })),
      ),
    );
    await regrouperAppels(base.db, new Date(today));
    const everything = () =>
      sql`select * from appels_de_jetons order by jti, grain, debut, endpoint, statut, palier`.execute(base.db);
    const { rows: counted } = await everything();
    await sql`truncate appels_de_jetons`.execute(base.db);
    const migration = readFileSync(join(migrationsDirectory, '0020_statistiques_de_jetons.sql'), 'utf8');
    const backFill = /insert into appels_de_jetons[^;]+;/.exec(migration)?.[0] ?? '';
    await sql.raw(backFill).execute(base.db);
    expect((await everything()).rows).toEqual(counted);
    expect(counted).toHaveLength(ages.length * statuts.length);
  });
});

/** As the journal writes it. */
function lineOf(trace: Trace): string {
  return JSON.stringify({ ...trace, recu_le: trace.recu_le.toISOString() });
}
