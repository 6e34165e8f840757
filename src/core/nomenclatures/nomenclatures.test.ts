import { createHash } from 'node:crypto';
import codesNaf from '@socialgouv/codes-naf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { libelleCategorieJuridique } from './categories-juridiques.ts';
import { libelleNaf } from './naf.ts';
import { trancheEffectif } from './tranches-effectif.ts';

const NON_REFERENCE = 'non référencé';
const SUBCLASSES = codesNaf.map(({ id }) => id).filter((id) => /^\d{2}\.\d{2}[A-Z]$/.test(id));

describe('NAF rev. 2', () => {
  it('knows the 732 subclasses, as INSEE words them, with or without the dot', () => {
    const rows = SUBCLASSES.sort().map((code) => {
      expect(libelleNaf(code.replace('.', ''), null)).toBe(libelleNaf(code, 'NAFRev2'));
      return `${code}|${libelleNaf(code, 'NAFRev2')}`;
    });
    expect(new Set(rows).size).toBe(732);
    expect(rows.some((row) => row.endsWith(NON_REFERENCE))).toBe(false);
    expect(digest(rows)).toBe('66a8078b915eb9ed');
  });

  it.each([
    ['43.21A', "Travaux d'installation électrique dans tous locaux"],
    ['4321A', "Travaux d'installation électrique dans tous locaux"],
    ['01.12Z', 'Culture du riz'],
  ])('%s is %s', (code, libelle) => {
    expect(libelleNaf(code, 'NAFRev2')).toBe(libelle);
  });

  it.each(['NAFRev1', 'NAF1993', 'NAP'])('says that %s is a former revision', (nomenclature) => {
    expect(libelleNaf('45.3A', nomenclature)).toBe(`ancienne révision NAF (${nomenclature}) non supportée`);
  });

  it('says that a code of an unknown or later nomenclature is not referenced', () => {
    expect(libelleNaf('43.21A', 'NAF2025')).toBe(NON_REFERENCE);
    expect(libelleNaf('99.99Z', 'NAFRev2')).toBe(NON_REFERENCE);
    expect(libelleNaf('43.21', null)).toBe(NON_REFERENCE);
    expect(libelleNaf('', null)).toBe(NON_REFERENCE);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.option(fc.string()), (code, name) => libelleNaf(code, name).length > 0));
  });
});

describe('legal categories', () => {
  it('are the 260 of level III, as INSEE words them', () => {
    const rows = Array.from({ length: 10_000 }, (_, rank) => String(rank).padStart(4, '0'))
      .map((code) => `${code}|${libelleCategorieJuridique(code)}`)
      .filter((row) => !row.endsWith(NON_REFERENCE));
    expect(rows).toHaveLength(260);
    expect(digest(rows)).toBe('8f1b7deb904ce1fa');
  });

  it.each([
    ['1000', 'Entrepreneur individuel'],
    ['5499', 'Société à responsabilité limitée (sans autre indication)'],
    ['9220', 'Association déclarée'],
    ['0000', NON_REFERENCE],
    ['constructor', NON_REFERENCE],
  ])('%s is %s', (code, libelle) => {
    expect(libelleCategorieJuridique(code)).toBe(libelle);
  });
});

describe('bands of head-counts', () => {
  const codes = ['NN', '00', '01', '02', '03', '11', '12', '21', '22', '31', '32', '41', '42', '51', '52', '53'];

  it('are sixteen, as INSEE words them', () => {
    const all = ['NN', ...Array.from({ length: 100 }, (_, rank) => String(rank).padStart(2, '0'))];
    expect(all.filter((code) => trancheEffectif(code) !== null)).toEqual(codes);
    const rows = codes.map((code) => trancheEffectif(code));
    expect(digest(rows.map((row) => `${row?.code}|${row?.de}|${row?.a}|${row?.intitule}`))).toBe('4389507c21a5a424');
  });

  it('touch each other from 0 to no end', () => {
    const bands = codes.slice(1).map((code) => trancheEffectif(code));
    for (const [rank, band] of bands.entries()) {
      expect(band?.de).toBe(rank === 0 ? 0 : Number(bands[rank - 1]?.a) + 1);
    }
    expect(bands.at(-1)?.a).toBeNull();
  });

  it('do not exist for an unknown code', () => {
    expect(trancheEffectif('99')).toBeNull();
    expect(trancheEffectif('')).toBeNull();
  });
});

function digest(rows: readonly string[]): string {
  return createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16);
}
