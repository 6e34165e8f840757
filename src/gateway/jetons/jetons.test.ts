import { describe, expect, it } from 'vitest';
import type { JetonClaims, RegisterEntry } from '../../core/jeton.ts';
import { createJetons } from './jetons.ts';
import { Register } from './register.ts';

const DAY_MS = 86_400_000;
const END = Date.UTC(2028, 5, 1, 12);
const claims: JetonClaims = { jti: 'un', uid: 'u', roles: ['entreprises'], exp: END / 1000 };
const entry: RegisterEntry = {
  jti: 'un',
  expiresAt: END,
  refusedFrom: Number.POSITIVE_INFINITY,
  openDataOnly: false,
  isProbe: false,
};

/** What is granted to one token, whose claims and entry of the register are these. */
function granted(change: Partial<RegisterEntry> = {}, own: Partial<JetonClaims> = {}) {
  const register = new Register();
  const clock = { time: END - 400 * DAY_MS, now: () => clock.time };
  register.apply([{ ...entry, ...change }]);
  let read = 0;
  const jetonOf = createJetons(
    () => {
      read++;
      return { ...claims, ...own };
    },
    register,
    clock,
  );
  return { register, clock, jeton: () => jetonOf('a.b.c'), reads: () => read };
}

describe('the end of a token, as answers tell it', () => {
  it.each([
    ['the register’s', {}, {}, END],
    ['the register’s, when it shortens the life of the token', { expiresAt: END - 5 * DAY_MS }, {}, END - 5 * DAY_MS],
    ['the token’s own, which the register never lengthens', { expiresAt: END + 5 * DAY_MS }, {}, END],
    ['the register’s, of a token that has no end of its own', {}, { exp: null }, END],
    ['the withdrawal that is settled', { refusedFrom: END - 30 * DAY_MS }, {}, END - 30 * DAY_MS],
  ])('is %s, told from ninety days before', (_name, change, own, end) => {
    const { end: told, endToldFrom } = granted(change, own).jeton();
    expect([told, endToldFrom]).toEqual([new Date(end).toISOString(), end - 90 * DAY_MS]);
  });

  it('is made once, however many calls, and again when the register says something else', () => {
    const { jeton, register, reads } = granted();
    const first = jeton();
    expect([jeton() === first, jeton() === first, reads()]).toEqual([true, true, 1]);
    register.apply([{ ...entry, refusedFrom: END - 30 * DAY_MS }]);
    expect(jeton().end).toBe(new Date(END - 30 * DAY_MS).toISOString());
    register.apply([{ ...entry, openDataOnly: true }]);
    const open = jeton();
    expect([open.openDataOnly, jeton() === open, reads()]).toEqual([true, true, 1]);
  });

  it('refuses at that very instant', () => {
    const { jeton, clock } = granted({ refusedFrom: END - 30 * DAY_MS });
    clock.time = END - 30 * DAY_MS - 1;
    expect(jeton().jti).toBe('un');
    clock.time++;
    expect(jeton).toThrow();
  });
});
