import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import {
  alertesSince,
  closeAlerte,
  dropAlertesBefore,
  insertBilan,
  lastBilan,
  liveAlertes,
  lockAlertes,
  type NouvelleAlerte,
  openAlerte,
  settleAlertes,
} from './alertes.ts';
import { countBannissements, insertBannissement } from './bannissements.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import type { Schema } from './schema.ts';
import { insertSonde, recentSondes } from './sondes.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const noon = new Date('2026-11-24T12:00:00.000Z');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

function anAlerte(over: Partial<NouvelleAlerte> = {}): NouvelleAlerte {
  return {
    genre: 'etat',
    objet: 'entreprises',
    forme: 'down',
    groupe: 'INSEE',
    sujet: 'Entreprises',
    texte: 'en panne',
    endpoints: ['entreprises'],
    depuis: noon,
    ouverte_le: noon,
    ...over,
  };
}

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('alerts on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate alertes, sondes, bannissements`.execute(base.db));

  const told = async (minutes: number): Promise<number> => {
    const [row] = await liveAlertes(base.db);
    await settleAlertes(base.db, { begun: [row?.id ?? 0], over: [] }, later(minutes));
    return row?.id ?? 0;
  };

  it('only one is open about the same thing, whoever opens it', async () => {
    await Promise.all([
      openAlerte(base.db, anAlerte(), { once: false }),
      openAlerte(base.db, anAlerte(), { once: false }),
    ]);
    await openAlerte(base.db, anAlerte({ objet: 'etablissements' }), { once: false });
    const live = await liveAlertes(base.db);
    expect(live.map(({ objet }) => objet)).toEqual(['entreprises', 'etablissements']);
    expect(live[0]).toMatchObject({ endpoints: ['entreprises'], depuis: noon, annoncee_le: null, close_le: null });
  });

  it('one that was told stays live until its end is settled; one that was not told ends at once', async () => {
    await openAlerte(base.db, anAlerte(), { once: false });
    const id = await told(1);
    await closeAlerte(base.db, id, later(2), false);
    expect((await liveAlertes(base.db)).map(({ close_le }) => close_le)).toEqual([later(2)]);
    await settleAlertes(base.db, { begun: [], over: [id] }, later(3));
    expect(await liveAlertes(base.db)).toEqual([]);

    await openAlerte(base.db, anAlerte(), { once: false });
    const [untold] = await liveAlertes(base.db);
    await closeAlerte(base.db, untold?.id ?? 0, later(4), false);
    expect(await liveAlertes(base.db)).toEqual([]);
  });

  it('a form told once is open again as told', async () => {
    await openAlerte(base.db, anAlerte(), { once: true });
    const id = await told(1);
    await closeAlerte(base.db, id, later(2), true);
    await openAlerte(base.db, anAlerte({ ouverte_le: later(3) }), { once: true });
    await openAlerte(base.db, anAlerte({ objet: 'autre', ouverte_le: later(3) }), { once: true });
    expect((await liveAlertes(base.db)).map(({ annoncee_le }) => annoncee_le)).toEqual([later(1), null]);
  });

  it('one digest a day, and the last one is found', async () => {
    const bilan = (day: string) => insertBilan(base.db, { day, sujet: 's', texte: 't', told: true }, noon);
    expect(await lastBilan(base.db)).toBeNull();
    expect([await bilan('2026-11-24'), await bilan('2026-11-24'), await bilan('2026-11-25')]).toEqual([
      true,
      false,
      true,
    ]);
    expect((await lastBilan(base.db))?.objet).toBe('2026-11-25');
    expect(await liveAlertes(base.db)).toEqual([]);
    expect(await alertesSince(base.db, new Date(0))).toEqual([]);
  });

  it('what changed from an instant on is found by its beginning or its end; what ended long ago is forgotten', async () => {
    await openAlerte(base.db, anAlerte(), { once: false });
    const [row] = await liveAlertes(base.db);
    expect(await alertesSince(base.db, later(1))).toEqual([]);
    await closeAlerte(base.db, row?.id ?? 0, later(5), false);
    expect(await alertesSince(base.db, later(1))).toHaveLength(1);
    await dropAlertesBefore(base.db, later(5));
    expect(await alertesSince(base.db, later(1))).toHaveLength(1);
    await dropAlertesBefore(base.db, later(6));
    expect(await alertesSince(base.db, noon)).toEqual([]);
  });

  it('one node at a time judges', async () => {
    if (server.options.url === undefined) return;
    const other = await openTest(server);
    const both = await base.db.transaction().execute(async (first) => {
      const ours = await lockAlertes(first);
      return [ours, await other.db.transaction().execute((second) => lockAlertes(second))];
    });
    await other.close();
    expect(both).toEqual([true, false]);
  });

  it('probes of the last hour are given, three at least, by endpoint and in their order', async () => {
    const keep = (endpoint: string, minutes: number) =>
      insertSonde(base.db, { endpoint, faite_le: later(minutes), code: 200, duree_ms: 1, request_id: null }, false);
    for (let minute = -90; minute <= 0; minute += 10) await keep('souvent', minute);
    for (let hour = -8; hour <= 0; hour += 2) await keep('rarement', hour * 60);
    await keep('autre', 0);
    const sondes = await recentSondes(base.db, ['souvent', 'rarement', 'jamais'], { from: later(-60), atLeast: 3 });
    const minutes = (name: string) =>
      sondes
        .filter(({ endpoint }) => endpoint === name)
        .map(({ faite_le }) => (faite_le.getTime() - noon.getTime()) / 60_000);
    expect(minutes('souvent')).toEqual([-60, -50, -40, -30, -20, -10, 0]);
    expect(minutes('rarement')).toEqual([-240, -120, 0]);
    expect(sondes).toHaveLength(10);
  });

  it('bans are counted by their beginning', async () => {
    for (const minutes of [-61, -60, -1, 0, 1])
      await insertBannissement(base.db, {
        adresse: `192.0.2.${minutes + 100}`,
        motif: 'plafond',
        debut: later(minutes),
        fin: later(720),
      });
    expect(await countBannissements(base.db, later(-60), noon)).toBe(3);
  });
});
