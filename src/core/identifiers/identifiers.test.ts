import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnKey, passesLuhn } from './luhn.ts';
import { parseRna } from './rna.ts';
import { parseSiren, vatNumber } from './siren.ts';
import { parseSiret, sirenOf, siretOf } from './siret.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const withKey = (length: number) => digits(length - 1).map((body) => `${body}${luhnKey(body)}`);
const validSiren = withKey(9).filter((raw) => raw !== '000000000');
const validSiret = withKey(14).filter((raw) => !raw.startsWith('000000000'));
const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9WA-Z\s]{8,15}$/));

const SANDBOX_SIRETS = [
  '10010001500013 10010001500021 10010002300017 10010003100010 10010005600017 10045100400012 10045110300012',
  '10030100100010 10040400300012 10020600200014 10020610100014 10050200400011 10050210300011 10050220200011',
  '10050300200014 10050310100014 10050400000017 10020003900012 10020010400014 10000001700010',
]
  .join(' ')
  .split(' ');

describe('siren', () => {
  it('accepts every number that ends with its key', () => {
    fc.assert(fc.property(validSiren, (raw) => parseSiren(raw) === raw));
  });

  it('refuses a number of which one digit was changed', () => {
    fc.assert(
      fc.property(validSiren, fc.nat(8), fc.integer({ min: 1, max: 9 }), (raw, index, shift) => {
        expect(parseSiren(changed(raw, index, shift))).toBeNull();
      }),
    );
  });

  it.each([
    '',
    '000000000',
    '10010001',
    '1001000150',
    '100100015\n',
    ' 100100015',
    '100 100 015',
    '١٠٠١٠٠٠١٥',
    '１００１０００１５',
    '-00100015',
  ])('refuses %j', (raw) => {
    expect(parseSiren(raw)).toBeNull();
  });

  it('never throws and never accepts what is not nine ASCII digits', () => {
    fc.assert(fc.property(garbage, (raw) => parseSiren(raw) === null || /^[0-9]{9}$/.test(raw)));
  });
});

describe('siret', () => {
  it('accepts every number that ends with its key', () => {
    fc.assert(fc.property(validSiret, (raw) => parseSiret(raw) === raw));
  });

  it('refuses a number of which one digit was changed, La Poste apart', () => {
    fc.assert(
      fc.property(validSiret, fc.nat(13), fc.integer({ min: 1, max: 9 }), (raw, index, shift) => {
        const other = changed(raw, index, shift);
        fc.pre(!other.startsWith('356000000'));
        expect(parseSiret(other)).toBeNull();
      }),
    );
  });

  it.each(SANDBOX_SIRETS)('accepts %s of the sandbox, and its siren', (raw) => {
    expect(parseSiret(raw)).toBe(raw);
    expect(parseSiren(raw.slice(0, 9))).toBe(raw.slice(0, 9));
  });

  it('accepts an office of La Poste whose digits add up to a multiple of five, or that passes Luhn', () => {
    expect(passesLuhn('35600000049837')).toBe(false);
    expect(parseSiret('35600000049837')).toBe('35600000049837');
    expect(passesLuhn('35600000000048')).toBe(true);
    expect(parseSiret('35600000000048')).toBe('35600000000048');
    expect(parseSiret('35600000049838')).toBeNull();
  });

  it.each([
    '12356000000012',
    '00000000000000',
    '00000000000018',
    '3560000004983',
    '35600000049837\n',
    '3560000004983X',
    '3560000004983٧',
    '1001000150001',
    '100100015000130',
    '10010001500014',
  ])('refuses %j', (raw) => {
    expect(parseSiret(raw)).toBeNull();
  });

  it('never throws and never accepts what is not fourteen ASCII digits', () => {
    fc.assert(fc.property(garbage, (raw) => parseSiret(raw) === null || /^[0-9]{14}$/.test(raw)));
  });

  it('is made of a siren and a NIC', () => {
    const siren = parseSiren('100100015');
    const siret = parseSiret('10010001500013');
    expect(siret && sirenOf(siret)).toBe(siren);
    expect(siren && siretOf(siren, '00013')).toBe(siret);
    expect(siren && siretOf(siren, '00014')).toBeNull();
    expect(siren && siretOf(siren, '013')).toBeNull();
  });
});

describe('rna', () => {
  const form = /^(?:W\d[A-Z0-9]\d{7}|0\d{3}00\d{4})$/;

  it('accepts both forms', () => {
    fc.assert(fc.property(fc.stringMatching(form), (raw) => parseRna(raw) === raw));
  });

  it('refuses everything else, without throwing', () => {
    const near = fc.stringMatching(/^[W0-9A-Za-z\s]{9,11}$/);
    fc.assert(fc.property(fc.oneof(garbage, near), (raw) => (parseRna(raw) === null) !== form.test(raw)));
  });

  it.each([
    'w751000015',
    'W75100001',
    'W7510000155',
    'W751000015\n',
    'W7a1000015',
    'W75100001٥',
    'W7É1000015',
    'X751000015',
    '0123014567',
    '1123004567',
    '012300456',
    '',
  ])('refuses %j', (raw) => {
    expect(parseRna(raw)).toBeNull();
  });
});

describe('luhn', () => {
  it('has no key for what is not digits', () => {
    expect(luhnKey('')).toBeNull();
    expect(luhnKey('12a')).toBeNull();
    expect(passesLuhn('')).toBe(false);
    expect(passesLuhn('0')).toBe(true);
  });
});

describe('vatNumber', () => {
  it.each([
    ['100100015', 'FR85100100015'],
    ['100100023', 'FR12100100023'],
  ])('of %s is %s', (raw, expected) => {
    const siren = parseSiren(raw);
    expect(siren && vatNumber(siren)).toBe(expected);
  });

  it('always has a key of two digits below 97', () => {
    fc.assert(
      fc.property(validSiren, (raw) => {
        const siren = parseSiren(raw);
        const number = siren === null ? '' : vatNumber(siren);
        expect(number).toMatch(/^FR\d{11}$/);
        expect(Number(number.slice(2, 4))).toBeLessThan(97);
      }),
    );
  });
});

function changed(raw: string, index: number, shift: number): string {
  const digit = (Number(raw[index]) + shift) % 10;
  return raw.slice(0, index) + digit + raw.slice(index + 1);
}
