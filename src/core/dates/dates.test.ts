import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frenchDate, parseIsoDay } from './calendar.ts';
import { parisClock } from './paris-clock.ts';
import { parisMidnight } from './paris-midnight.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1850, 0, 1) / DAY_MS;
const LAST_DAY = Date.UTC(2099, 11, 31) / DAY_MS;
const dayNumber = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
const instantMs = fc.integer({ min: Date.UTC(1912, 0, 1), max: Date.UTC(2099, 11, 31) });

const shownInParis = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('parisMidnight', () => {
  it.each([
    ['1970-01-01', -3_600],
    ['1900-01-01', Date.UTC(1900, 0, 1) / 1000 - 561],
    ['1911-03-10', Date.UTC(1911, 2, 10) / 1000 - 561],
    ['1911-03-11', Date.UTC(1911, 2, 11) / 1000],
    ['1916-06-15', Date.UTC(1916, 5, 14, 23) / 1000],
    ['1940-06-15', Date.UTC(1940, 5, 14, 22) / 1000],
    ['1967-01-28', Date.UTC(1967, 0, 27, 23) / 1000],
    ['2021-01-04', 1_609_714_800],
    ['2021-03-28', Date.UTC(2021, 2, 27, 23) / 1000],
    ['2021-03-29', Date.UTC(2021, 2, 28, 22) / 1000],
    ['2021-10-31', Date.UTC(2021, 9, 30, 22) / 1000],
    ['2021-11-01', Date.UTC(2021, 9, 31, 23) / 1000],
    ['2020-11-02T07:15:00', 1_604_271_600],
    ['2020-02-29', Date.UTC(2020, 1, 28, 23) / 1000],
    ['2019-12-31T23:30:00+01:00', Date.UTC(2019, 11, 30, 23) / 1000],
  ])('of %s is %d', (isoDate, seconds) => {
    expect(parisMidnight(isoDate)).toBe(seconds);
  });

  it('reads the first year of the calendar', () => {
    const firstDayMs = new Date(0).setUTCFullYear(1, 0, 1);
    expect(parisMidnight('0001-01-01')).toBe(firstDayMs / 1000 - 561);
  });

  it.each([
    '',
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '2021-01-32',
    '1900-02-29',
    '0000-01-01',
    '20210104',
    '2021-1-4',
    '2021-01-04\n',
    ' 2021-01-04',
    '2021-01-04 07:15',
    '2021-01-04Tout',
    '04/01/2021',
    '٢٠٢١-٠١-٠٤',
  ])('does not exist for %j', (isoDate) => {
    expect(parisMidnight(isoDate)).toBeNull();
  });

  it('is shown as 00:00:00 of that day by Intl', () => {
    fc.assert(
      fc.property(dayNumber, (day) => {
        expect(shownInParis.format(Number(parisMidnight(isoOf(day))) * 1000)).toBe(`${isoOf(day)} 00:00:00`);
      }),
      { numRuns: 2000 },
    );
  });

  it('grows with the day by 23 to 25 hours, every day of two centuries', () => {
    let previous = Number(parisMidnight(isoOf(FIRST_DAY)));
    for (let day = FIRST_DAY + 1; day <= FIRST_DAY + 200 * 365; day += 1) {
      const seconds = Number(parisMidnight(isoOf(day)));
      if (seconds - previous < 82_800 || seconds - previous > 90_000) expect.fail(isoOf(day));
      previous = seconds;
    }
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => parisMidnight(raw) === null));
  });
});

describe('parisClock', () => {
  it('tells weekday, minutes and date in Paris', () => {
    expect(parisClock(Date.UTC(2021, 0, 4, 5, 30))).toEqual({ weekday: 1, minutesOfDay: 390, date: '2021-01-04' });
    expect(parisClock(Date.UTC(2021, 6, 4, 22, 5))).toEqual({ weekday: 1, minutesOfDay: 5, date: '2021-07-05' });
    expect(parisClock(Date.UTC(2021, 9, 31, 1, 0))).toEqual({ weekday: 7, minutesOfDay: 120, date: '2021-10-31' });
    expect(parisClock(Date.UTC(2021, 2, 28, 1, 0))).toEqual({ weekday: 7, minutesOfDay: 180, date: '2021-03-28' });
  });

  it('says what Intl shows', () => {
    fc.assert(
      fc.property(instantMs, (ms) => {
        const { minutesOfDay, date } = parisClock(ms);
        const [hours, minutes] = [Math.floor(minutesOfDay / 60), minutesOfDay % 60].map((n) =>
          String(n).padStart(2, '0'),
        );
        expect(shownInParis.format(ms).slice(0, 16)).toBe(`${date} ${hours}:${minutes}`);
      }),
    );
  });
});

describe('frenchDate', () => {
  it.each([
    ['2021-01-04', '04 JANVIER 2021'],
    ['2020-08-31', '31 AOUT 2020'],
    ['1985-02-01T00:00:00', '01 FEVRIER 1985'],
    ['2024-12-25', '25 DECEMBRE 2024'],
  ])('of %s is %s', (isoDate, expected) => {
    expect(frenchDate(isoDate)).toBe(expected);
  });

  it('does not exist for a day that does not', () => {
    expect(frenchDate('2021-02-30')).toBeNull();
  });
});

describe('parseIsoDay', () => {
  it('agrees with the calendar of the engine', () => {
    fc.assert(fc.property(dayNumber, (day) => Object.values(parseIsoDay(isoOf(day)) ?? {}).join('-') === spoken(day)));
  });
});

function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function spoken(day: number): string {
  const date = new Date(day * DAY_MS);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()].join('-');
}
