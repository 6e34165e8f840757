import { describe, expect, it } from 'vitest';
import { effectifsFile, monthKey, yearKeys } from './file.ts';

const line = { siren: '100100015', siret: '', annee: '2020', mois: '03', effectifs: '12.5' };

describe('a line of head-counts', () => {
  it('is of a company, an establishment, or a year of a company, under a key of its own', () => {
    expect(effectifsFile.read(line)).toEqual({
      key: monthKey('100100015', '2020', '03'),
      value: { siren: '100100015', annee: '2020', mois: '03', effectifs_mensuels: '12.5' },
    });
    expect(effectifsFile.read({ ...line, siret: '10010001500013', effectifs: '1,25' })).toEqual({
      key: monthKey('10010001500013', '2020', '03'),
      value: { siret: '10010001500013', annee: '2020', mois: '03', effectifs_mensuels: '1.25' },
    });
    expect(effectifsFile.read({ ...line, mois: '' })).toEqual({
      key: `${yearKeys('100100015')}2020`,
      value: { siren: '100100015', annee: '2020', effectifs_annuels: '12.5' },
    });
  });

  it.each([
    [{ siren: '100100016' }, "« 100100016 » n'est pas un SIREN"],
    [{ siren: '' }, "«  » n'est pas un SIREN"],
    [{ siret: '10010001500014' }, "« 10010001500014 » n'est pas un SIRET"],
    [{ siret: '10010002300017' }, "le SIRET 10010002300017 n'est pas du SIREN 100100015"],
    [{ siret: '10010001500013', mois: '' }, "un effectif annuel est celui d'une entreprise, sans SIRET"],
    [{ annee: '20' }, "« 20 » n'est pas une année"],
    [{ mois: '13' }, "« 13 » n'est pas un mois, de 01 à 12"],
    [{ mois: '3' }, "« 3 » n'est pas un mois, de 01 à 12"],
    [{ effectifs: '-1' }, "« -1 » n'est pas un effectif"],
    [{ effectifs: '1 250' }, "« 1 250 » n'est pas un effectif"],
    [{ effectifs: '' }, "«  » n'est pas un effectif"],
  ])('%j is a fault', (change, fault) => {
    expect(effectifsFile.read({ ...line, ...change })).toEqual({ fault: fault });
  });
});
