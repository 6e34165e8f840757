import { describe, expect, it } from 'vitest';
import type { DayCount } from '../../src/records/appels-cumules.ts';
import { monthlyCalls } from '../../src/watch/monthly-calls.ts';
import { recentStatus, type StatusReadings } from '../../src/watch/recent-status.ts';
import type { WatchOptions } from '../../src/watch/watch-options.ts';

describe('the calls of six months', () => {
  const asked: Date[] = [];
  const optionsAt = (instant: string, counts: readonly DayCount[]): WatchOptions => ({
    clock: { now: () => Date.parse(instant) },
    endpoints: [],
    store: {
      countsByDay: async (_endpoints, from) => {
        asked.push(from);
        return [...counts];
      },
      lastSondes: async () => [],
      sondesSince: async () => [],
      sondesParJour: async () => [],
      sondesEnTout: async () => ({ premier_jour: null, sondes: 0, reussies: 0 }),
    },
  });

  it('are counted by month of Paris, the failures of the provider apart', async () => {
    const counts = [
      { jour: '2021-01-31', statut: 200, nombre: 3 },
      { jour: '2021-01-31', statut: 404, nombre: 1 },
      { jour: '2021-01-30', statut: 502, nombre: 1 },
      { jour: '2021-01-30', statut: 503, nombre: 2 },
      { jour: '2021-01-30', statut: 504, nombre: 1 },
      { jour: '2021-01-30', statut: 422, nombre: 50 },
      { jour: '2020-09-02', statut: 206, nombre: 2 },
    ];
    // In Paris, February has begun.
    const months = await monthlyCalls(optionsAt('2021-01-31T23:30:00Z', counts), 'exercices');
    expect(months).toEqual([
      { month: '2020-09', calls: 2, failures: 0, rate: 100 },
      { month: '2020-10', calls: 0, failures: 0, rate: null },
      { month: '2020-11', calls: 0, failures: 0, rate: null },
      { month: '2020-12', calls: 0, failures: 0, rate: null },
      { month: '2021-01', calls: 8, failures: 4, rate: 50 },
      { month: '2021-02', calls: 0, failures: 0, rate: null },
    ]);
    expect(asked[0]?.getTime()).toBeLessThanOrEqual(Date.parse('2020-08-31T22:00:00Z'));
  });
});

describe('a status read a moment ago', () => {
  function counted() {
    let now = 0;
    let reads = 0;
    let fails = false;
    const source: StatusReadings = {
      now: () => new Date(now),
      states: async () => {
        reads += 1;
        if (fails) throw new Error('base injoignable');
        return [];
      },
      history: async () => ({ services: [], months: [] }),
      year: async () => null,
      calls: async () => [],
    };
    return {
      status: recentStatus(source),
      at: (instant: number) => {
        now = instant;
      },
      failing: (does: boolean) => {
        fails = does;
      },
      reads: () => reads,
    };
  }

  it('is given again, read anew behind the reader, then before him when it is old', async () => {
    const { status, at, reads } = counted();
    await status.states();
    at(4_000);
    await status.states();
    expect(reads()).toBe(1);
    at(6_000);
    await status.states();
    await status.states();
    expect(reads()).toBe(2);
    at(100_000);
    await status.states();
    expect(reads()).toBe(3);
  });

  it('is read once for all who come together', async () => {
    const { status, reads } = counted();
    await Promise.all([status.states(), status.states(), status.states()]);
    expect(reads()).toBe(1);
  });

  it('follows a clock that is moved, even backwards', async () => {
    const { status, at, reads } = counted();
    at(1_000_000_000);
    await status.states();
    at(0);
    await status.states();
    expect(reads()).toBe(2);
  });

  it('is not kept when it could not be read, and the next reader is told why', async () => {
    const { status, at, failing, reads } = counted();
    await status.states();
    failing(true);
    at(6_000);
    await status.states();
    await expect.poll(reads).toBe(2);
    await expect(status.states()).rejects.toThrow('base injoignable');
    failing(false);
    expect(await status.states()).toEqual([]);
  });
});
