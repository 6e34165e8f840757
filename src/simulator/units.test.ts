import { describe, expect, it } from 'vitest';
import { parisMidnight } from '../core/dates/paris-midnight.ts';
import { parseRna } from '../core/identifiers/rna.ts';
import { parseSiren } from '../core/identifiers/siren.ts';
import { parseSiret, sirenOf } from '../core/identifiers/siret.ts';
import { libelleCategorieJuridique } from '../core/nomenclatures/categories-juridiques.ts';
import { libelleNaf } from '../core/nomenclatures/naf.ts';
import { trancheEffectif } from '../core/nomenclatures/tranches-effectif.ts';
import { COMMUNES, findUnit, REFUSED_COMMUNE, UNITS } from './units.ts';

const SANDBOX = [
  ['100100015', '10010001500013', 'normal'],
  ['100100023', '10010002300017', 'normal'],
  ['100100031', '10010003100010', 'normal'],
  ['100100056', '10010005600017', 'normal'],
  ['100451004', '10045100400012', 'non_diffusible'],
  ['100451103', '10045110300012', 'closed'],
  ['100301001', '10030100100010', 'duplicate'],
  ['100404003', '10040400300012', 'unknown'],
  ['100206002', '10020600200014', 'partial'],
  ['100206101', '10020610100014', 'head_office_down'],
  ['100502004', '10050200400011', 'internal_error'],
  ['100502103', '10050210300011', 'unreadable'],
  ['100502202', '10050220200011', 'bad_document'],
  ['100503002', '10050300200014', 'reset'],
  ['100503101', '10050310100014', 'unavailable'],
  ['100504000', '10050400000017', 'mute'],
  ['100200039', '10020003900012', 'slow'],
  ['100200104', '10020010400014', 'large'],
] as const;

const TYPES = ['Statuts', 'Liste dirigeants', 'Récépissé de modification'];

describe('the units of the sandbox', () => {
  it('are the rows of SANDBOX.md, in order', () => {
    expect(UNITS.map(({ siren, siege, behaviour }) => [siren, siege.siret, behaviour])).toEqual(SANDBOX);
  });

  it('have identifiers of the right form, each used once', () => {
    const identifiers = UNITS.flatMap((unit) => {
      const sirets = establishmentsOf(unit.siren).map(({ siret }) => siret);
      expect(sirets.every((siret) => parseSiret(siret) !== null && sirenOf(siret) === unit.siren)).toBe(true);
      expect(parseSiren(unit.siren)).toBe(unit.siren);
      expect(parseRna(unit.rna)).toBe(unit.rna);
      return [unit.siren, unit.rna, ...sirets];
    });
    expect(new Set(identifiers).size).toBe(identifiers.length);
  });

  it('use codes and days that exist', () => {
    for (const unit of UNITS) {
      const places = establishmentsOf(unit.siren);
      for (const naf of [unit.naf, ...places.map((place) => place.naf)])
        expect(libelleNaf(naf, 'NAFRev2')).not.toMatch(/non/);
      for (const code of [unit.trancheEffectif, ...places.map((place) => place.trancheEffectif)]) {
        expect(trancheEffectif(code)).not.toBeNull();
      }
      expect(libelleCategorieJuridique(unit.categorieJuridique)).not.toBe('non référencé');
      const days = JSON.stringify(unit).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
      expect(days.filter((day) => parisMidnight(day) === null)).toEqual([]);
    }
  });

  it('live in listed communes, and 100206002 alone in the one that the Geo simulator refuses', () => {
    const inRefused = UNITS.filter((unit) =>
      establishmentsOf(unit.siren).some(({ adresse }) => adresse.commune === REFUSED_COMMUNE),
    );
    expect(inRefused.map(({ siren }) => siren)).toEqual(['100206002']);
    for (const unit of UNITS) expect(COMMUNES).toContain(unit.siege.adresse.commune);
    expect(new Set(COMMUNES.map(({ code }) => code)).size).toBe(COMMUNES.length);
  });
});

describe('100100015', () => {
  const unit = findUnit('100100015')?.unit;

  it('has every field filled', () => {
    expect(unit?.rna).toBe('W751000015');
    expect(unit?.siege.siret).toBe('10010001500013');
    expect(unit?.autresEtablissements.map(({ siret }) => siret)).toEqual(['10010001500021']);
    expect(new Set(unit?.immatriculation?.mandataires.map(({ type }) => type))).toEqual(new Set(['PP', 'PM']));
    expect(unit?.immatriculation?.observations).toHaveLength(1);
    expect(unit?.immatriculation?.capital).toBeGreaterThan(0);
    expect(unit?.association.documents.map(({ type }) => type)).toEqual(TYPES);
    expect(unit?.actes).toHaveLength(3);
    expect(unit?.bilans).toHaveLength(3);
  });

  it.each(['100451004', '100451103', '100301001'])('is what %s says of itself elsewhere than at INSEE', (siren) => {
    const other = findUnit(siren)?.unit;
    expect(other?.denomination).toBe(unit?.denomination);
    expect(other?.immatriculation).toEqual(unit?.immatriculation);
    expect(other?.actes).toEqual(unit?.actes);
  });
});

describe('the other rows', () => {
  it('say what SANDBOX.md says of them', () => {
    expect(findUnit('100100023')?.unit).toMatchObject({ kind: 'personne_physique', diffusible: true, etat: 'A' });
    expect(findUnit('100100031')?.unit).toMatchObject({ kind: 'association', rna: 'W751000031' });
    expect(findUnit('100100031')?.unit.association.documents).toHaveLength(3);
    expect(findUnit('100100056')?.unit).toMatchObject({ etat: 'C', dateCessation: '2022-06-30', siege: { etat: 'F' } });
    expect(findUnit('100100056')?.unit.immatriculation?.dateRadiation).toBe('2022-07-12');
    expect(UNITS.filter(({ diffusible }) => !diffusible).map(({ siren }) => siren)).toEqual(['100451004', '100451103']);
    expect(UNITS.filter(({ remplacePar }) => remplacePar !== null).map(({ siren }) => siren)).toEqual(['100301001']);
    expect(findUnit('100301001')?.unit.remplacePar).toBe('100100015');
  });

  it('break one document of three, for 100206002 alone', () => {
    const broken = UNITS.filter(({ association }) => association.documents.some(({ isBroken }) => isBroken));
    expect(broken.map(({ siren }) => siren)).toEqual(['100206002']);
    expect(broken[0]?.association.documents.map(({ isBroken }) => isBroken)).toEqual([false, true, false]);
  });

  it('number the documents of associations once each', () => {
    const ids = UNITS.flatMap(({ association }) => association.documents.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.length === 32)).toBe(true);
  });
});

describe('findUnit', () => {
  it('finds by siren, by RNA number and by each siret', () => {
    const head = findUnit('100100015');
    expect(head?.etablissement.siege).toBe(true);
    expect(findUnit('W751000015')).toEqual(head);
    expect(findUnit('10010001500013')).toEqual(head);
    expect(findUnit('10010001500021')).toMatchObject({ unit: head?.unit, etablissement: { siege: false } });
  });

  it('finds nothing else', () => {
    for (const identifier of ['', '10000001700010', '100100072', 'constructor'])
      expect(findUnit(identifier)).toBeNull();
  });
});

function establishmentsOf(siren: string) {
  const unit = findUnit(siren)?.unit;
  return unit === undefined ? [] : [unit.siege, ...unit.autresEtablissements];
}
