import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bans } from './bans.ts';
import { createLocalCounters } from './counters.ts';

const HOUR = 3_600_000;
const limits = { duree_s: 12 * 3600, refus: { nombre: 250, fenetre_s: 300 } };
const openBans = () => {
  const told: string[] = [];
  return { bans: new Bans(limits, ({ reason }) => told.push(reason)), told };
};

describe('bans', () => {
  it('last 12 hours, whatever is called meanwhile', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12 * HOUR - 1)), (calls) => {
        const { bans, told } = openBans();
        bans.ban('a', 'plafond', 0);
        for (const at of calls.toSorted((a, b) => a - b)) {
          bans.ban('a', 'plafond', at);
          bans.noteRefusal('a', at);
          bans.sweep(at);
          expect(bans.isBanned('a', at)).toBe(true);
        }
        expect([bans.isBanned('a', 12 * HOUR - 1), bans.isBanned('a', 12 * HOUR), told.length]).toEqual([
          true,
          false,
          1,
        ]);
      }),
    );
  });

  it('come with the 251st refusal within 5 minutes, at any pace', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 240, maxLength: 400 }), (gaps) => {
        const { bans } = openBans();
        const times: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          times.push(now);
          bans.noteRefusal('a', now);
          const recent = times.filter((time) => now - time < 300_000).length;
          expect(bans.isBanned('a', now)).toBe(recent > 250);
          if (recent > 250) return;
        }
      }),
      { numRuns: 30 },
    );
  });

  it('found again at a start hold until their own end', () => {
    const { bans } = openBans();
    bans.restore([
      { address: 'a', until: 10 },
      { address: 'a', until: 5 },
    ]);
    expect([bans.isBanned('a', 9), bans.isBanned('a', 10), bans.count(9)]).toEqual([true, false, 1]);
  });
});

describe('counters', () => {
  it('never let more than the limit through in a window, which starts at its first call', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 200 }), fc.integer({ min: 1, max: 10 }), (gaps, limit) => {
        const counters = createLocalCounters();
        const rule = { name: 'json', limit, windowMs: 60_000 };
        let now = 1_800_000_000_123;
        let start = Number.NEGATIVE_INFINITY;
        let expected = 0;
        for (const gap of gaps) {
          now += gap;
          if (now - start >= 60_000) [start, expected] = [now, 0];
          expected++;
          expect(counters.hit(rule, 'a', now)).toEqual({ count: expected, endsAt: start + 60_000 });
          if (gap % 7 === 0) counters.sweep(now);
        }
      }),
    );
  });
});
