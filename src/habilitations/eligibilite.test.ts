import { describe, expect, it } from 'vitest';
import { eligibiliteDe, type Niveau } from './eligibilite.ts';

const of = (categorie_juridique: string | null, naf: string | null = null, etat: 'A' | 'F' = 'A') =>
  eligibiliteDe({ categorie_juridique, naf, etat });

describe('advice on eligibility', () => {
  it.each<[string, Niveau]>([
    ['7113', 'eligible'],
    ['7210', 'eligible'],
    ['7346', 'eligible'],
    ['7389', 'eligible'],
    ['7410', 'eligible'],
    ['8110', 'eligible'],
    ['4160', 'eligible'],
    ['7381', 'probable'],
    ['4110', 'probable'],
    ['8450', 'probable'],
    ['7490', 'a_etudier'],
    ['5515', 'a_etudier'],
    ['3205', 'a_etudier'],
    ['5710', 'peu_probable'],
    ['8210', 'peu_probable'],
    ['8410', 'peu_probable'],
    ['9220', 'peu_probable'],
    ['1000', 'non_eligible'],
    ['9210', 'non_eligible'],
    ['9110', 'non_eligible'],
    ['3120', 'non_eligible'],
  ])('legal category %s is %s, and says its name in words', (code, niveau) => {
    expect(of(code).niveau).toBe(niveau);
    expect(of(code).motif).not.toContain('non référencé');
    expect(of(code).motif).toMatch(/ : .{20,}\.$/);
  });

  it('the activity tells an association of care, and a mutual insurer of a compulsory scheme', () => {
    expect(of('9220', '88.10A').niveau).toBe('a_etudier');
    expect(of('9220', '93.12Z').niveau).toBe('peu_probable');
    expect(of('8210', '84.30A').niveau).toBe('probable');
    expect(of('5710', '58.29C').motif).toContain('éditeur');
  });

  it('a closed establishment is not eligible; what is unknown is to be studied', () => {
    expect(of('7210', null, 'F').niveau).toBe('non_eligible');
    for (const one of [eligibiliteDe(null), of(null), of('0000')]) expect(one.niveau).toBe('a_etudier');
  });
});
