import { useCases } from '../../papers/room-papers.ts';
import { providerOf } from '../shared/service-lists.ts';
import type { Fiche } from './fiche.ts';
import { openings, publics } from './words.ts';

/** What the list can be narrowed by; the names are those of the address. */
interface Filter {
  readonly name: FilterName;
  readonly label: string;
  /** The choice that filters nothing. */
  readonly all: string;
  valuesOf(fiche: Fiche): readonly string[];
  wordsOf(value: string): string;
}

const names = ['categorie', 'fournisseur', 'usage', 'ouverture', 'public'] as const;
type FilterName = (typeof names)[number];

const identity = (value: string): string => value;
const uses: Readonly<Record<string, string>> = useCases;
const openingWords: Readonly<Record<string, readonly [string, string]>> = openings;
const publicWords: Readonly<Record<string, string>> = publics;

export const filters: readonly Filter[] = [
  {
    name: 'categorie',
    label: 'Catégorie',
    all: 'Toutes',
    valuesOf: ({ sheet }) => [sheet.categorie],
    wordsOf: identity,
  },
  {
    name: 'fournisseur',
    label: 'Fournisseur',
    all: 'Tous',
    valuesOf: (fiche) => [providerOf(fiche.endpoint)],
    wordsOf: identity,
  },
  {
    name: 'usage',
    label: 'Utile pour',
    all: 'Tous les cas d’usage',
    valuesOf: ({ sheet }) => Object.entries(sheet.utilite).flatMap(([use, value]) => (value === 'oui' ? [use] : [])),
    wordsOf: (value) => uses[value] ?? value,
  },
  {
    name: 'ouverture',
    label: 'Ouverture',
    all: 'Toutes',
    valuesOf: ({ sheet }) => [sheet.ouverture],
    wordsOf: (value) => openingWords[value]?.[0] ?? value,
  },
  {
    name: 'public',
    label: 'Public concerné',
    all: 'Tous',
    valuesOf: ({ sheet }) => sheet.publics,
    wordsOf: (value) => publicWords[value] ?? value,
  },
];

export type Choices = Readonly<Partial<Record<FilterName, string>>>;

/** The choices of an address; what it says that no sheet has is as not said. */
export function readChoices(query: Readonly<Record<string, unknown>>, fiches: readonly Fiche[]): Choices {
  const known = filters.flatMap(({ name, valuesOf }) => {
    const value = query[name];
    return typeof value === 'string' && fiches.some((fiche) => valuesOf(fiche).includes(value)) ? [[name, value]] : [];
  });
  return Object.fromEntries(known);
}

export function fits(fiche: Fiche, choices: Choices, but?: FilterName): boolean {
  return filters.every(({ name, valuesOf }) => {
    const chosen = choices[name];
    return chosen === undefined || name === but || valuesOf(fiche).includes(chosen);
  });
}

export interface Facet {
  readonly filter: Filter;
  readonly chosen: string;
  readonly options: readonly { readonly value: string; readonly words: string; readonly count: number }[];
}

/** For each filter, how many of the sheets found each choice would leave, the other filters kept. */
export function facetsOf(all: readonly Fiche[], found: readonly Fiche[], choices: Choices): Facet[] {
  return filters.map((filter) => {
    const left = found.filter((fiche) => fits(fiche, choices, filter.name));
    const values = [...new Set(all.flatMap((fiche) => filter.valuesOf(fiche)))];
    const options = values.map((value) => ({
      value,
      words: filter.wordsOf(value),
      count: left.filter((fiche) => filter.valuesOf(fiche).includes(value)).length,
    }));
    return {
      filter,
      chosen: choices[filter.name] ?? '',
      options: options.sort((a, b) => a.words.localeCompare(b.words, 'fr')),
    };
  });
}
