import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarMonths, addDuration, parseDuration } from './durations.ts';

const instantMs = fc.integer({ min: Date.UTC(1912, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('addCalendarMonths', () => {
  it.each([
    ['2021-08-31T10:20:30.400Z', 6, '2022-02-28T10:20:30.400Z'],
    ['2023-08-31T10:20:30.400Z', 6, '2024-02-29T10:20:30.400Z'],
    ['2021-07-15T23:59:59.999Z', 18, '2023-01-15T23:59:59.999Z'],
    ['2022-08-31T00:00:00.000Z', 18, '2024-02-29T00:00:00.000Z'],
    ['2024-03-31T00:00:00.000Z', -1, '2024-02-29T00:00:00.000Z'],
    ['2024-01-31T00:00:00.000Z', -2, '2023-11-30T00:00:00.000Z'],
    ['2024-12-31T00:00:00.000Z', 0, '2024-12-31T00:00:00.000Z'],
  ])('%s + %d months = %s', (from, months, expected) => {
    expect(addCalendarMonths(new Date(from), months).toISOString()).toBe(expected);
  });

  it('lands in the expected month and leaves its argument alone', () => {
    fc.assert(
      fc.property(instantMs, fc.integer({ min: -600, max: 600 }), (ms, months) => {
        const date = new Date(ms);
        const moved = addCalendarMonths(date, months);
        expect(monthNumber(moved)).toBe(monthNumber(date) + months);
        expect(moved.getUTCDate()).toBeLessThanOrEqual(date.getUTCDate());
        expect(date.getTime()).toBe(ms);
      }),
    );
  });
});

describe('durations', () => {
  it.each([
    ['18M', { amount: 18, unit: 'month' }],
    ['1h', { amount: 1, unit: 'hour' }],
    ['-1s', { amount: -1, unit: 'second' }],
    ['+2w', { amount: 2, unit: 'week' }],
    ['30j', { amount: 30, unit: 'day' }],
    ['30d', { amount: 30, unit: 'day' }],
    ['15m', { amount: 15, unit: 'minute' }],
    ['1y', { amount: 1, unit: 'year' }],
    ['3a', { amount: 3, unit: 'year' }],
    ['-0s', { amount: 0, unit: 'second' }],
    ['31622400000s', { amount: 31_622_400_000, unit: 'second' }],
  ])('%s is read', (raw, expected) => {
    expect(parseDuration(raw)).toEqual(expected);
  });

  it.each([
    '',
    'M',
    '18',
    '1.5h',
    '1 h',
    '1hh',
    '--1s',
    '1H',
    '1h\n',
    '١h',
    '1001y',
    '999999999999s',
    '31622400001s',
  ])('%j is refused', (raw) => {
    expect(parseDuration(raw)).toBeNull();
  });

  it.each([
    ['1s', '2024-01-31T12:00:01.000Z'],
    ['-15m', '2024-01-31T11:45:00.000Z'],
    ['1h', '2024-01-31T13:00:00.000Z'],
    ['30j', '2024-03-01T12:00:00.000Z'],
    ['2w', '2024-02-14T12:00:00.000Z'],
    ['1M', '2024-02-29T12:00:00.000Z'],
    ['-1y', '2023-01-31T12:00:00.000Z'],
  ])('%s is added', (raw, expected) => {
    const duration = parseDuration(raw);
    expect(duration && addDuration(new Date('2024-01-31T12:00:00Z'), duration).toISOString()).toBe(expected);
  });

  it('gives a valid date, on the side of its sign', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,4}[smhjdwMya]$/), instantMs, (raw, ms) => {
        const duration = parseDuration(raw);
        fc.pre(duration !== null);
        expect(Math.sign(addDuration(new Date(ms), duration).getTime() - ms)).toBe(Math.sign(duration.amount));
      }),
    );
  });
});

function monthNumber(date: Date): number {
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
