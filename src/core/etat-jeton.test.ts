import { describe, expect, it } from 'vitest';
import { etatJeton, jetonOuvre } from './etat-jeton.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 10, 24);
const at = (days: number): Date => new Date(now + days * DAY);
const dates = { expire_le: at(400), revoque_le: null, banni_le: null };

describe('where a token stands', () => {
  it.each([
    ['actif', dates],
    ['actif', { ...dates, expire_le: new Date(now + 90 * DAY + 1) }],
    ['fin_proche', { ...dates, expire_le: at(90) }],
    ['fin_proche', { ...dates, expire_le: new Date(now + 1) }],
    ['expire', { ...dates, expire_le: at(0) }],
    ['retire', { ...dates, revoque_le: at(-1) }],
    ['retire', { ...dates, expire_le: at(-1), revoque_le: at(-2) }],
    ['retire', { ...dates, banni_le: at(0) }],
    ['retrait_prevu', { ...dates, banni_le: new Date(now + 1) }],
    ['fin_proche', { ...dates, expire_le: at(10), banni_le: at(20) }],
  ] as const)('is %s', (etat, given) => {
    expect(etatJeton(given, now)).toBe(etat);
    expect(jetonOuvre(given, now)).toBe(etat !== 'expire' && etat !== 'retire');
  });
});
