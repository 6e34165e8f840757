import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../platform/database/open-database.ts';
import { sqlStateOf } from '../platform/database/sql-error.ts';
import { freePort, migrationsDirectory, openTest, startEmpty, startPostgresql } from './databases.fixture.ts';
import { findJeton, insertJetons } from './jetons.ts';
import { aJeton } from './samples.fixture.ts';
import type { Schema } from './schema.ts';

const servers = [await startEmpty(), await startPostgresql()].filter((server) => server !== null);
const root = await mkdtemp(join(tmpdir(), 'migrations-'));
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(root, { recursive: true, force: true });
});

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('database on $on', ({ on, server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    // The servers of a cluster start together; an embedded database has one process alone.
    const nodes = await Promise.all((on === 'PGlite' ? [1] : [1, 2, 3, 4]).map(() => openTest(server)));
    await Promise.all(nodes.slice(1).map(({ close }) => close()));
    base = nodes[0] ?? (await openTest(server));
  });
  afterAll(() => base.close());

  it('gives the same values whatever the database', async () => {
    const { rows } = await sql`select 9007199254740991::bigint as grand, count(*) as nombre, 3::smallint as petit,
        12.25::double precision as duree, '2026-03-29 03:00:00.123+02'::timestamptz as instant,
        array['a','b"c,{}']::text[] as textes, null::text as rien, true as vrai, '{"a":[1]}'::jsonb as json
        from generate_series(1, 3)`.execute(base.db);
    expect(rows).toEqual([
      {
        ...{ grand: 9007199254740991, nombre: 3, petit: 3, duree: 12.25, rien: null, vrai: true, json: { a: [1] } },
        instant: new Date('2026-03-29T01:00:00.123Z'),
        textes: ['a', 'b"c,{}'],
      },
    ]);
  });

  it('keeps the SQLSTATE of an error', async () => {
    const error = await sql`select 1/0`.execute(base.db).catch((thrown: unknown) => thrown);
    expect(sqlStateOf(error)).toBe('22012');
  });

  it('never lets a parallel query into the transaction of another', async () => {
    const [kept, undone] = [aJeton(), aJeton()];
    const transaction = base.db.transaction().execute(async (t) => {
      await insertJetons(t, [undone]);
      await sql`select pg_sleep(0.05)`.execute(t);
      throw new Error('undo');
    });
    const parallel = [insertJetons(base.db, [kept]), findJeton(base.db, undone.jti)];
    await expect(transaction).rejects.toThrow('undo');
    expect((await Promise.all(parallel))[1]).toBeUndefined();
    expect(await findJeton(base.db, kept.jti)).toMatchObject(kept);
    expect(await findJeton(base.db, undone.jti)).toBeUndefined();
  });

  it('has one node alone for a work when it is embedded, the first that asks otherwise', async () => {
    expect([await base.leads(7000), await base.leads(7000)]).toEqual([true, true]);
  });

  it('serves again after a failed transaction', async () => {
    const failed = base.db.transaction().execute((t) => sql`select nothing`.execute(t));
    await expect(failed).rejects.toMatchObject({ code: '42703' });
    expect(await findJeton(base.db, aJeton().jti)).toBeUndefined();
  });

  it('leaves the event loop free during a long query', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    const start = performance.now();
    await sql`select sum(i) from generate_series(1, 2000000) i`.execute(base.db);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan((performance.now() - start) / 50);
  });

  it('runs a new migration once, and undoes whole one that fails, naming it', async () => {
    const directory = join(root, on);
    await cp(migrationsDirectory, directory, { recursive: true });
    await writeFile(join(directory, '0901_essai.sql'), 'create table essai (n int); insert into essai values (1);');
    if (on === 'PGlite') await base.close();
    const options = { ...server.options, migrationsDirectory: directory };
    for (const _ of [1, 2]) await (await openDatabase<Schema>(options)).close();
    await writeFile(join(directory, '0902_faute.sql'), 'insert into essai values (2); select rien;');
    await expect(openDatabase(options)).rejects.toThrow(/migration 0902_faute a échoué/);
    await rm(join(directory, '0902_faute.sql'));
    const again = await openDatabase<Schema>(options);
    expect((await sql`select n from essai`.execute(again.db)).rows).toEqual([{ n: 1 }]);
    await sql`drop table essai; delete from kysely_migration where name = '0901_essai'`.execute(again.db);
    await again.close();
  });
});

describe.each(
  servers.filter(({ options }) => options.url !== undefined),
)('connections to a PostgreSQL server', (server) => {
  it('lost at rest, in a query and in a transaction are told, end nothing and are replaced', async () => {
    const losses: string[] = [];
    const options = { ...server.options, onError: (error: Error) => losses.push(error.message) };
    const base = await openDatabase<Schema>(options);
    const admin = await openTest(server);
    const killOthers = (): Promise<unknown> =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
        and backend_type = 'client backend'`.execute(admin.db);
    const busy = sql`select pg_sleep(10)`.execute(base.db).catch(sqlStateOf);
    const held = base.db.transaction().execute(async (t) => {
      await sql`select 1`.execute(t);
      await new Promise((resume) => setTimeout(resume, 400));
      await sql`select 1`.execute(t);
    });
    const refused = expect(held).rejects.toThrow();
    await findJeton(base.db, aJeton().jti);
    await new Promise((resume) => setTimeout(resume, 100));
    await killOthers();
    expect(await busy).toBe('57P01');
    await refused;
    expect(losses.length).toBeGreaterThanOrEqual(2);
    expect(await findJeton(base.db, aJeton().jti)).toBeUndefined();
    await Promise.all([base.close(), admin.close()]);
  });
});

describe.each(
  servers.filter(({ options }) => options.url !== undefined),
)('a work that one node does for all', (server) => {
  const [ONE, OTHER] = [7001, 7002];

  it('is done by the first that asks, until it leaves or its connection is lost', async () => {
    const [first, second] = await Promise.all([openTest(server), openTest(server)]);
    expect([await first.leads(ONE), await second.leads(ONE), await second.leads(OTHER)]).toEqual([true, false, true]);
    expect([await first.leads(ONE), await second.leads(ONE), await first.leads(OTHER)]).toEqual([true, false, false]);
    await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = ${ONE}`.execute(
      second.db,
    );
    // The server ends a connection a moment after it was told to.
    await expect.poll(() => second.leads(ONE), { timeout: 10_000 }).toBe(true);
    expect(await first.leads(ONE)).toBe(false);
    await second.close();
    await expect.poll(() => first.leads(ONE), { timeout: 10_000 }).toBe(true);
    expect(await first.leads(OTHER)).toBe(true);
    await first.close();
  });
});

describe('opening a PostgreSQL server', () => {
  const options = { directory: join(root, 'inutile'), migrationsDirectory, onError: () => undefined };

  it('that is not there fails at once, without the password', async () => {
    const url = `postgres://api:s3cret@127.0.0.1:${await freePort()}/base`;
    const error = await openDatabase({ ...options, url }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/La base PostgreSQL 127\.0\.0\.1:\d+\/base ne répond pas : .*ECONNREFUSED/);
    expect(String(error)).not.toContain('s3cret');
  });

  it('that accepts and never speaks fails within 6 s', async () => {
    const mute = createServer(() => undefined);
    const port = await freePort();
    await new Promise<void>((listening) => mute.listen(port, '127.0.0.1', listening));
    const start = performance.now();
    await expect(openDatabase({ ...options, url: `postgres://a:b@127.0.0.1:${port}/c` })).rejects.toThrow(
      'ne répond pas',
    );
    expect(performance.now() - start).toBeLessThan(6000);
    mute.close();
  });

  it('at an address that is not one fails without repeating it', async () => {
    for (const url of ['postgres://a:s3cret@[/base', 'mysql://a:s3cret@hote/base', '']) {
      const error = await openDatabase({ ...options, url }).catch((thrown: unknown) => thrown);
      expect(String(error)).toContain('postgres://utilisateur:mot-de-passe@hôte');
      expect(error).not.toHaveProperty('cause');
    }
  });
});
