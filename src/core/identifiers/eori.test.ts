import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eoriOf, parseEori } from './eori.ts';
import { luhnKey } from './luhn.ts';
import { parseSiret } from './siret.ts';

const siret = fc.stringMatching(/^[1-9][0-9]{12}$/).map((body) => `${body}${luhnKey(body)}`);
const foreign = fc.stringMatching(/^[A-Z]{2}[A-Za-z0-9]{0,15}$/).filter((raw) => !raw.startsWith('FR'));

describe('eori', () => {
  it('accepts FR and a valid siret, and is made of one', () => {
    fc.assert(
      fc.property(siret, (raw) => {
        const parsed = parseSiret(raw);
        expect(parseEori(`FR${raw}`)).toBe(`FR${raw}`);
        expect(parsed && eoriOf(parsed)).toBe(`FR${raw}`);
      }),
    );
  });

  it('accepts the numbers of other countries', () => {
    fc.assert(fc.property(foreign, (raw) => parseEori(raw) === raw));
  });

  it('refuses FR followed by anything but a valid siret', () => {
    const other = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Z\s]{0,16}$/));
    fc.assert(fc.property(other, (raw) => (parseEori(`FR${raw}`) === null) === (parseSiret(raw) === null)));
  });

  it('never throws, and never accepts what cannot be a number', () => {
    const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z0-9\s\-/.]{0,20}$/));
    fc.assert(fc.property(garbage, (raw) => parseEori(raw) === null || /^[A-Z]{2}[A-Za-z0-9]{0,15}$/.test(raw)));
  });

  it.each([
    '',
    'F',
    'FR',
    'FR10010001500014',
    'FR1001000150001',
    'FR10010001500013\n',
    'fr10010001500013',
    'de123456789',
    'D1234567890',
    'DE123456789012345X',
    'DE 12345678',
    'DE1234/5678',
    'DE١٢٣٤',
    '10010001500013',
  ])('refuses %j', (raw) => {
    expect(parseEori(raw)).toBeNull();
  });
});
