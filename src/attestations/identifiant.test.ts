import { describe, expect, it } from 'vitest';
import { lireIdentifiant } from './identifiant.ts';

describe('an identifier', () => {
  it.each([
    ['100100015', 'siren', ['100100015']],
    ['100 100 015', 'siren', ['100100015']],
    [' 100\u00a0100\u202f015\t00013 ', 'siret', ['10010001500013', '100100015']],
    ['100.100.015-00013', 'siret', ['10010001500013', '100100015']],
    ['w751000015', 'rna', ['W751000015']],
    ['35600000000048', 'siret', ['35600000000048', '356000000']],
  ])('is read in %j as people write it', (saisie, genre, formes) => {
    expect(lireIdentifiant(saisie)).toEqual({ identifiant: { genre, valeur: formes[0], formes } });
  });

  it.each([
    ['', /Saisissez/],
    ['000000000', /pas un SIREN/],
    ['100100016', /pas un SIREN/],
    ['10010001500014', /pas un SIRET/],
    ['12345', /saisi 5\./],
    ['٣٥٦٠٠٠٠٠٠', /Un SIREN a 9 chiffres/],
    ['W75100001', /W puis 9 chiffres\.$/],
    ['../100100015', /Un SIREN/],
    ['<script>', /Un SIREN/],
  ])('is not read in %j, and the sentence says what to mend', (saisie, sentence) => {
    expect(lireIdentifiant(saisie)).toEqual({ faute: expect.stringMatching(sentence) });
  });
});
