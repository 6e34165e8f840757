/** A form of the tax return and its cases: code printed in the case, title. Titles are invented. */
export interface Form {
  readonly numero: string;
  readonly regime: 'RN' | 'RS';
  readonly cases: readonly FormCase[];
}

export interface FormCase {
  readonly code: string;
  readonly intitule: string;
  /** The case is a line of a table: it has several values. */
  readonly isRepeated: boolean;
  readonly codeNref: string;
  readonly codeAbsolu: string;
}

type Row = readonly [code: string, intitule: string, repeated?: 'repeated'];

const rows: readonly (readonly [numero: string, regime: Form['regime'], cases: readonly Row[]])[] = [
  [
    '2050',
    'RN',
    [
      ['AA', 'Phares et balises, montant brut'],
      ['AB', 'Outillage de brume, montant brut'],
      ['AC', 'Créances sur les marées à venir'],
      ['AD', 'Total général fictif'],
    ],
  ],
  [
    '2051',
    'RN',
    [
      ['DA', 'Capital imaginaire appelé'],
      ['DB', 'Réserve de vent'],
      ['DC', 'Résultat rêvé de l’exercice'],
    ],
  ],
  [
    '2052',
    'RN',
    [
      ['FA', 'Ventes de lanternes'],
      ['FB', 'Prestations de veille nocturne'],
      ['FC', 'Achats de mèches et d’huile'],
    ],
  ],
  ['2053', 'RN', [['HN', 'Bénéfice ou perte imaginaire']]],
  [
    '2059F',
    'RN',
    [
      ['P1', 'Part détenue par un associé fictif', 'repeated'],
      ['P2', 'Nombre total d’associés fictifs'],
    ],
  ],
  [
    '2033A',
    'RS',
    [
      ['010', 'Atelier fictif, montant brut'],
      ['014', 'Mobilier fictif, montant brut'],
      ['180', 'Total général fictif, simplifié'],
    ],
  ],
  ['2033B', 'RS', [['310', 'Résultat rêvé, simplifié']]],
];

/** Every form that the simulated DGFIP knows. */
export const FORMS: readonly Form[] = rows.map(([numero, regime, cases], form) => ({
  numero,
  regime,
  cases: cases.map(([code, intitule, repeated], rank) => ({
    code,
    intitule,
    isRepeated: repeated === 'repeated',
    codeNref: String(900_000 + form * 100 + rank),
    codeAbsolu: String(9_000_001 + form * 100 + rank),
  })),
}));
