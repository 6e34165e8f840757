/** A band of head-counts: from `de` to `a` employees, null where the band has no such end. */
export type TrancheEffectif = {
  readonly de: number | null;
  readonly a: number | null;
  readonly code: string;
  readonly intitule: string;
};

/** Source: INSEE, Sirene, variable `trancheEffectifsUniteLegale`, its sixteen values. */
const TRANCHES: readonly TrancheEffectif[] = [
  { code: 'NN', de: null, a: null, intitule: 'Unités non employeuses' },
  { code: '00', de: 0, a: 0, intitule: '0 salarié' },
  { code: '01', de: 1, a: 2, intitule: '1 ou 2 salariés' },
  { code: '02', de: 3, a: 5, intitule: '3 à 5 salariés' },
  { code: '03', de: 6, a: 9, intitule: '6 à 9 salariés' },
  { code: '11', de: 10, a: 19, intitule: '10 à 19 salariés' },
  { code: '12', de: 20, a: 49, intitule: '20 à 49 salariés' },
  { code: '21', de: 50, a: 99, intitule: '50 à 99 salariés' },
  { code: '22', de: 100, a: 199, intitule: '100 à 199 salariés' },
  { code: '31', de: 200, a: 249, intitule: '200 à 249 salariés' },
  { code: '32', de: 250, a: 499, intitule: '250 à 499 salariés' },
  { code: '41', de: 500, a: 999, intitule: '500 à 999 salariés' },
  { code: '42', de: 1000, a: 1999, intitule: '1 000 à 1 999 salariés' },
  { code: '51', de: 2000, a: 4999, intitule: '2 000 à 4 999 salariés' },
  { code: '52', de: 5000, a: 9999, intitule: '5 000 à 9 999 salariés' },
  { code: '53', de: 10000, a: null, intitule: '10 000 salariés et plus' },
];

const byCode: ReadonlyMap<string, TrancheEffectif> = new Map(TRANCHES.map((tranche) => [tranche.code, tranche]));

/** The band of an INSEE code of two characters; null when INSEE has no such code. */
export function trancheEffectif(code: string): TrancheEffectif | null {
  return byCode.get(code) ?? null;
}
