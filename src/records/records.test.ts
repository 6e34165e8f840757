import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { type Bannissement, insertBannissement, listBannissementsActifs } from './bannissements.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { findJeton, insertJetons, listJetons, loadJetonsChangedSince, revokeJeton } from './jetons.ts';
import { listPartitions } from './partitions.ts';
import { addRefus401 } from './refus-401.ts';
import { aJeton, aTrace } from './samples.fixture.ts';
import type { Schema } from './schema.ts';
import { dropTracesBefore, insertTraces, streamTraces, type Trace, UnstorableTraces } from './traces.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('records on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate jetons, traces, refus_401, bannissements cascade`.execute(base.db));

  const stored = (): Promise<Trace[]> => collect(streamTraces(base.db, {}));

  describe('traces', () => {
    it('come back as they were given, and a batch given again adds nothing', async () => {
      const batch = [aTrace(), aTrace({ statut_fournisseur: null, avertissements: [], context: null })];
      expect(await insertTraces(base.db, batch)).toBe(2);
      expect(await insertTraces(base.db, [...batch, ...batch])).toBe(0);
      expect(await stored()).toEqual(batch.toSorted((a, b) => (a.request_id < b.request_id ? -1 : 1)));
    });

    it('land in the UTC month of their reception, to the millisecond', async () => {
      const before = aTrace({ recu_le: new Date('2027-02-28T23:59:59.999Z') });
      const after = aTrace({ recu_le: new Date('2027-03-01T00:00:00.000Z') });
      await insertTraces(base.db, [after, before]);
      const { rows } = await sql<{ id: string; part: string }>`
          select request_id as id, tableoid::regclass::text as part from traces order by recu_le`.execute(base.db);
      expect(rows).toEqual([
        { id: before.request_id, part: 'traces_2027_02' },
        { id: after.request_id, part: 'traces_2027_03' },
      ]);
    });

    it('make their month once when two nodes need it at the same time', async () => {
      const other = server.options.url === undefined ? base : await openTest(server);
      const nodes = [base, other, base, other];
      const batches = nodes.map(() => [aTrace({ recu_le: new Date('2031-05-02T00:00:00Z') })]);
      const counts = await Promise.all(nodes.map(({ db }, i) => insertTraces(db, batches[i] ?? [])));
      expect(counts).toEqual([1, 1, 1, 1]);
      if (other !== base) await other.close();
    });

    it('are dropped by whole months, and a month dropped by another node is made again', async () => {
      const months = ['2020-01-31T23:00:00Z', '2020-02-01T00:00:00Z', '2020-03-15T12:00:00Z'];
      const batch = months.map((month) => aTrace({ recu_le: new Date(month) }));
      await insertTraces(base.db, batch);
      const dropped = await dropTracesBefore(base.db, new Date('2020-03-20T00:00:00Z'));
      expect(dropped).toEqual(['traces_2020_01', 'traces_2020_02']);
      expect(await stored()).toEqual(batch.slice(2));
      await sql`drop table traces_2020_03`.execute(base.db);
      expect(await insertTraces(base.db, batch.slice(2))).toBe(1);
      expect(await listPartitions(base.db)).toContain('traces_2020_03');
    });

    it('stream a period in order across pages and months, whatever shares a millisecond', async () => {
      const start = Date.parse('2027-03-31T23:59:58Z');
      const batch = Array.from({ length: 4321 }, (_, i) => aTrace({ recu_le: new Date(start + (i % 7) * 500) }));
      expect(await insertTraces(base.db, batch)).toBe(4321);
      const keys = (await stored()).map(({ recu_le, request_id }) => `${recu_le.toISOString()} ${request_id}`);
      expect(keys).toEqual(batch.map((t) => `${t.recu_le.toISOString()} ${t.request_id}`).toSorted());
      const [depuis, jusqua] = [new Date(start + 500), new Date(start + 2500)];
      const part = await collect(streamTraces(base.db, { depuis, jusqua }));
      expect(part.length).toBe(batch.filter(({ recu_le }) => recu_le >= depuis && recu_le < jusqua).length);
    });

    it('of any text whatever are stored, without losing the others of the batch', async () => {
      const text = fc.string({ unit: 'binary', maxLength: 60 });
      const anyText = fc.oneof(text, fc.constantFrom('\u0000', '\uD800', 'a\uDC00b', '\\u0000', '{"', 'é\u0000'));
      await fc.assert(
        fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async (texts) => {
          const batch = texts.map((t) => aTrace({ context: t, object: t, user_id: t, avertissements: [t, t] }));
          expect(await insertTraces(base.db, batch)).toBe(texts.length);
        }),
        { numRuns: 30 },
      );
    });

    it('keep 16 kB whole, show what cannot be stored as U+FFFD and correct absurd numbers', async () => {
      const long = 'é'.repeat(16_384);
      const odd = { context: 'a\u0000b\uD83D', duree_ms: Number.NaN, statut_fournisseur: 99_999 };
      await insertTraces(base.db, [aTrace({ object: long, ...odd })]);
      const [trace] = await stored();
      expect(trace).toMatchObject({ object: long, context: 'a\uFFFDb\uFFFD', duree_ms: 0, statut_fournisseur: null });
    });

    it('without a true identifier or date are handed back, the others being stored', async () => {
      const good = aTrace();
      const bad = [aTrace({ jti: 'x' }), aTrace({ recu_le: new Date(Number.NaN) })];
      const error = await insertTraces(base.db, [...bad, good]).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnstorableTraces);
      expect(error).toMatchObject({ traces: bad });
      expect(await stored()).toEqual([good]);
    });

    it('of 250 long requests fit, though one statement could not carry them', async () => {
      const long = 'x'.repeat(16_000);
      const batch = Array.from({ length: 250 }, () => aTrace({ context: long, object: long }));
      expect(await insertTraces(base.db, batch)).toBe(250);
    });
  });

  describe('jetons', () => {
    it('are found as they were given, revoked once, and unknown ones are absent', async () => {
      const jeton = aJeton();
      await insertJetons(base.db, [jeton]);
      expect(await findJeton(base.db, jeton.jti)).toMatchObject(jeton);
      const at = new Date('2026-12-01T08:00:00.000Z');
      expect(await revokeJeton(base.db, jeton.jti, at)).toBe(true);
      expect(await revokeJeton(base.db, jeton.jti, at)).toBe(false);
      expect((await findJeton(base.db, jeton.jti))?.revoque_le).toEqual(at);
      expect(await findJeton(base.db, randomUUID())).toBeUndefined();
      expect(await findJeton(base.db, "' or 1=1")).toBeUndefined();
      expect(await revokeJeton(base.db, 'x', at)).toBe(false);
    });

    it('are all kept or none', async () => {
      const known = aJeton();
      await insertJetons(base.db, [known]);
      await expect(insertJetons(base.db, [aJeton(), known])).rejects.toMatchObject({ code: '23505' });
      expect(await listJetons(base.db)).toHaveLength(1);
    });

    it('load by thousands, then only what changed', async () => {
      await insertJetons(
        base.db,
        Array.from({ length: 2500 }, () => aJeton()),
      );
      const all = await loadJetonsChangedSince(base.db, null);
      expect(all.rows).toHaveLength(2500);
      await sql`update jetons set modifie_le = now() - interval '1 hour'`.execute(base.db);
      expect((await loadJetonsChangedSince(base.db, all.asOf)).rows).toEqual([]);
      const jti = all.rows[7]?.jti ?? '';
      await revokeJeton(base.db, jti, new Date());
      const changed = await loadJetonsChangedSince(base.db, all.asOf);
      expect(changed.rows.map((row) => row.jti)).toEqual([jti]);
      expect(changed.asOf.getTime()).toBeGreaterThanOrEqual(all.asOf.getTime());
    });
  });

  it('counts of 401 add up by minute, even twice in a batch, past any overflow and any text', async () => {
    const row = {
      minute: new Date('2026-11-23T10:00:42Z'),
      adresse: '::1',
      empreinte: 'ab',
      code: '00101',
      nombre: 3,
      jti: null,
    };
    const flood = { ...row, adresse: '\u0000'.repeat(16_384), nombre: 2_147_483_647 };
    await addRefus401(base.db, [row, row, flood]);
    await addRefus401(base.db, [row, flood]);
    const rows = await base.db.selectFrom('refus_401').selectAll().orderBy('nombre').execute();
    expect(rows[0]).toEqual({ ...row, minute: new Date('2026-11-23T10:00:00Z'), nombre: 9 });
    expect(rows[1]).toMatchObject({ nombre: 2_147_483_647 });
    expect(rows).toHaveLength(2);
  });

  it('bans are in force from their start to before their end', async () => {
    const [debut, fin] = [new Date('2026-11-23T10:00:00Z'), new Date('2026-11-23T22:00:00Z')];
    const ban: Bannissement = { adresse: '192.0.2.7', motif: 'plafond', debut, fin };
    await insertBannissement(base.db, ban);
    await insertBannissement(base.db, ban);
    expect(await listBannissementsActifs(base.db, debut)).toEqual([ban]);
    expect(await listBannissementsActifs(base.db, fin)).toEqual([]);
  });
});

async function collect(traces: AsyncIterable<Trace>): Promise<Trace[]> {
  const list: Trace[] = [];
  for await (const trace of traces) list.push(trace);
  return list;
}
