import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Outdated, Refused } from '../../src/core/refused.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import { deskIncidents } from '../../src/records/incidents.ts';
import type { Schema } from '../../src/records/schema.ts';
import { createIncidentReader } from '../../src/watch/incident-reader.ts';
import { addPoint, discard, edit, publish } from '../../src/watch/incidents/changes.ts';
import { draftFromErrors } from '../../src/watch/incidents/draft-from-errors.ts';
import { cancel, endNow, modify } from '../../src/watch/maintenances/changes.ts';
import { aMaintenance, anIncident, desksOn } from '../support/desks.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const point = (etat: 'identifie' | 'resolu' | 'surveillance' | 'investigation', texte = 'Un point.') =>
  addPoint({ etat, texte, prochaineAction: 'Relance', finPrevueLe: null });

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('desks on $on', ({ server }) => {
  let base: Database<Schema>;
  let now = Date.parse('2026-11-24T01:00:00Z');
  const clock = { now: () => now };
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(async () => {
    now = Date.parse('2026-11-24T01:00:00Z');
    await sql`truncate incidents, incident_endpoints, incident_points, maintenances`.execute(base.db);
  });
  const desks = () => desksOn(base.db, clock.now);
  const read = () => createIncidentReader(base.db, clock);

  describe('an incident', () => {
    it('is named by its day in Paris, told whole, its timeline the latest first', async () => {
      const { incidents, told } = desks();
      const id = await incidents.open(anIncident({ endpoints: ['b', 'a', 'a'] }), 'anne@example.test');
      expect(id).toMatch(/^2026-11-24-\d+$/);
      now += 60_000;
      await incidents.change({ id, version: 1 }, point('identifie', 'La cause est trouvée.'), 'bob@example.test');
      const incident = await read().incident(id);
      expect(incident).toMatchObject({
        etat: 'identifie',
        endpoints: ['a', 'b'],
        prochaine_action: 'Relance',
        version: 2,
      });
      expect(incident?.points.map(({ etat, auteur }) => [etat, auteur])).toEqual([
        ['identifie', 'bob@example.test'],
        ['investigation', 'anne@example.test'],
      ]);
      expect(told.map(({ kind, version, url, text }) => [kind, version, url, text])).toEqual([
        ['incident.ouvert', 1, `https://entreprise.example/incidents/${id}`, 'Nous cherchons la cause.'],
        ['incident.point', 2, `https://entreprise.example/incidents/${id}`, 'La cause est trouvée.'],
      ]);
    });

    it('changed by two at the same time is changed by the first, and the second is told', async () => {
      const { incidents, told } = desks();
      const id = await incidents.open(anIncident(), 'anne');
      const both = ['identifie', 'surveillance'] as const;
      const ends = await Promise.allSettled(
        both.map((etat) => incidents.change({ id, version: 1 }, point(etat), etat)),
      );
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const refusal = ends.find((end) => end.status === 'rejected');
      expect(refusal?.status === 'rejected' && refusal.reason).toBeInstanceOf(Outdated);
      expect((await read().incident(id))?.points).toHaveLength(2);
      expect(told).toHaveLength(2);
    });

    it('keeps nothing when subscribers cannot be told', async () => {
      const { incidents } = desks();
      const id = await incidents.open(anIncident(), 'anne');
      const mute = desksOn(base.db, clock.now, () => Promise.reject(new Error('plus de place')));
      await expect(mute.incidents.change({ id, version: 1 }, point('resolu'), 'anne')).rejects.toThrow('plus de place');
      await expect(mute.incidents.open(anIncident(), 'anne')).rejects.toThrow('plus de place');
      expect(await read().incident(id)).toMatchObject({ etat: 'investigation', version: 1, points: [{}] });
      expect(await deskIncidents(base.db, { offset: 0, limit: 10 })).toHaveLength(1);
    });

    it('shows to no one while it is a draft, and is told once published', async () => {
      const { incidents, told } = desks();
      const id = await incidents.open(anIncident({ brouillon: true }), 'anne');
      await incidents.change({ id, version: 1 }, point('identifie'), 'anne');
      expect([await read().open(), await read().latest(), told]).toEqual([[], [], []]);
      await incidents.change({ id, version: 2 }, publish('Des appels échouent.'), 'anne');
      expect((await read().open()).map((it) => it.id)).toEqual([id]);
      expect(told.map(({ kind, text }) => [kind, text])).toEqual([['incident.ouvert', 'Des appels échouent.']]);
    });

    it('is listed among the past ones of its services, page after page', async () => {
      const { incidents } = desks();
      for (let turn = 0; turn < 21; turn++) {
        const id = await incidents.open(anIncident({ endpoints: turn === 0 ? ['b'] : ['a'] }), 'anne');
        await incidents.change({ id, version: 1 }, point('resolu'), 'anne');
        now += 60_000;
      }
      const pages = [await read().past(1, null), await read().past(2, null), await read().past(99, null)];
      expect(pages.map(({ items, page, pages: all }) => [items.length, page, all])).toEqual([
        [20, 1, 2],
        [1, 2, 2],
        [1, 2, 2],
      ]);
      expect((await read().past(1, 'b')).items.map(({ endpoints }) => endpoints)).toEqual([['b']]);
      expect((await read().past(1, 'c')).items).toEqual([]);
    });

    it('that does not exist is refused, as an edition that changes nothing', async () => {
      const { incidents } = desks();
      await expect(incidents.change({ id: 'x', version: 1 }, point('resolu'), 'a')).rejects.toThrow(Refused);
      const id = await incidents.open(anIncident(), 'anne');
      const { titre, gravite, endpoints } = anIncident();
      await expect(
        incidents.change({ id, version: 1 }, edit({ titre, gravite, endpoints }, String), 'a'),
      ).rejects.toThrow('Rien n’a changé');
    });
  });

  describe('a burst of our own errors', () => {
    const draft = (endpoints: string[]) =>
      draftFromErrors({ db: base.db, clock, titleOf: (name) => `« ${name} »` }, endpoints);

    it('opens one draft, whatever the number of nodes that see it', async () => {
      const other = server.options.url === undefined ? base : await openTest(server);
      const nodes = [base, other, base, other];
      const opened = await Promise.all(
        nodes.map(({ db }) => draftFromErrors({ db, clock, titleOf: (name) => `« ${name} »` }, ['a'])),
      );
      expect(opened.filter((id) => id !== null)).toHaveLength(1);
      if (other !== base) await other.close();
      const { items } = await read().deskIncidents(1);
      expect(items.map(({ titre, brouillon, origine }) => [titre, brouillon, origine])).toEqual([
        ['Erreurs internes sur « a »', true, 'erreurs_500'],
      ]);
      expect([await read().open(), await read().latest()]).toEqual([[], []]);
    });

    it('joins the draft of the same hour, and opens nothing on what an open incident covers', async () => {
      const { incidents } = desks();
      await incidents.open(anIncident({ endpoints: ['c'] }), 'anne');
      expect(await draft(['c'])).toBeNull();
      const id = await draft(['a', 'c']);
      expect(await draft(['a', 'b'])).toBe(id);
      const incident = await read().incident(id ?? '');
      expect([incident?.titre, incident?.endpoints]).toEqual([
        'Erreurs internes sur « a » et 1 autre service',
        ['a', 'b'],
      ]);
      now += 2 * 3_600_000;
      expect(await draft(['d'])).not.toBe(id);
    });

    it('opens another one once the first has been set aside', async () => {
      const { incidents } = desks();
      const first = (await draft(['a'])) ?? '';
      await incidents.change({ id: first, version: 1 }, discard(), 'anne');
      expect((await read().deskIncidents(1)).items).toEqual([]);
      expect(await draft(['a'])).not.toBe(first);
    });
  });

  describe('a maintenance', () => {
    const window = () => aMaintenance({ debut: new Date(now + 3_600_000), fin: new Date(now + 7_200_000) });

    it('is announced, moved, cancelled, and subscribers are told each time', async () => {
      const { maintenances, told } = desks();
      const id = await maintenances.announce(window(), 'anne');
      const later = { ...window(), fin: new Date(now + 10_000_000) };
      await maintenances.change({ id, version: 1 }, modify(later), 'anne');
      expect((await read().coming()).map(({ fin }) => fin)).toEqual([later.fin]);
      await maintenances.change({ id, version: 2 }, cancel(), 'bob');
      expect(await read().coming()).toEqual([]);
      expect(told.map(({ kind, version }) => [kind, version])).toEqual([
        ['maintenance.annoncee', 1],
        ['maintenance.modifiee', 2],
        ['maintenance.annulee', 3],
      ]);
      await expect(maintenances.change({ id, version: 3 }, modify(later), 'a')).rejects.toThrow('est annulée');
    });

    it('under way ends before its time, keeps its beginning, and is not cancelled', async () => {
      const { maintenances } = desks();
      const given = window();
      const id = await maintenances.announce(given, 'anne');
      await expect(maintenances.change({ id, version: 1 }, endNow(), 'anne')).rejects.toThrow('Seule une maintenance');
      now += 3_700_000;
      await expect(maintenances.change({ id, version: 1 }, cancel(), 'anne')).rejects.toThrow('elle se termine');
      const moved = modify({ ...given, debut: new Date(now) });
      await expect(maintenances.change({ id, version: 1 }, moved, 'anne')).rejects.toThrow('son début ne change plus');
      await maintenances.change({ id, version: 1 }, endNow(), 'anne');
      expect(await read().coming()).toEqual([]);
      await expect(maintenances.change({ id, version: 1 }, endNow(), 'anne')).rejects.toThrow(Outdated);
    });

    it('keeps nothing when subscribers cannot be told', async () => {
      const mute = desksOn(base.db, clock.now, () => Promise.reject(new Error('plus de place')));
      await expect(mute.maintenances.announce(window(), 'anne')).rejects.toThrow('plus de place');
      expect(await read().calendar()).toEqual([]);
    });
  });
});
