import { describe, expect, it } from 'vitest';
import { bySegments, bySiren, bySiretOrRna, monthSegment, sirenSegment, yearSegment } from './subject.ts';

const monthly = bySegments({ annee: yearSegment, mois: monthSegment, siren: sirenSegment });

describe('a subject of several segments', () => {
  it('keeps them in the order of the URL', () => {
    expect(monthly.segments.map(({ parameter }) => parameter)).toEqual(['annee', 'mois', 'siren']);
  });

  it('gives each value under the name of its key', () => {
    expect(monthly.parse(['2020', '02', '100100015'])).toEqual({
      value: { annee: '2020', mois: '02', siren: '100100015' },
      faults: null,
    });
  });

  it.each([
    [['20', '02', '100100015'], ['00307']],
    [['2020', '13', '100100015'], ['00305']],
    [
      ['2020', '2', '100100014'],
      ['00305', '00301'],
    ],
    [
      ['MMXX', '00', '000000000'],
      ['00307', '00305', '00301'],
    ],
    [['2020', '02'], ['00301']],
    [[], ['00307', '00305', '00301']],
    [
      ['100100015', '02', '2020'],
      ['00307', '00301'],
    ],
  ])('tells every fault together: %j → %j', (raws, codes) => {
    const { value, faults } = monthly.parse(raws);
    expect(value).toBeNull();
    expect(faults?.map(({ code }) => code)).toEqual(codes);
  });

  it('names the parameter of each fault', () => {
    expect(monthly.parse(['', '', '']).faults?.map(({ parameter }) => parameter)).toEqual(['annee', 'mois', 'siren']);
  });
});

describe('a subject of one segment', () => {
  it.each([
    ['100100015', null],
    ['100100014', ['00301']],
    ['', ['00301']],
  ])('%j', (raw, codes) => {
    expect(bySiren.parse([raw]).faults?.map(({ code }) => code) ?? null).toEqual(codes);
  });

  it.each(['10010001500013', 'W751000015', '0751001234'])('may be of either kind: %s', (raw) => {
    expect(bySiretOrRna.parse([raw])).toEqual({ value: raw, faults: null });
  });

  it('is read even when the URL gives none', () => {
    expect(bySiren.parse([]).faults?.map(({ code }) => code)).toEqual(['00301']);
  });
});

describe('a year and a month', () => {
  it.each(['2020', '1900', '0000'])('year %s', (raw) => expect(yearSegment.parse(raw)).toBe(raw));
  it.each(['', '20', '20200', '２０２０', '2020\n', ' 2020'])('not a year: %j', (raw) =>
    expect(yearSegment.parse(raw)).toBeNull());
  it.each(['01', '09', '10', '12'])('month %s', (raw) => expect(monthSegment.parse(raw)).toBe(raw));
  it.each(['', '1', '00', '13', '012', '1\n'])('not a month: %j', (raw) => expect(monthSegment.parse(raw)).toBeNull());
});
