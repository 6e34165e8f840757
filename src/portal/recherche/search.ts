import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import { readQuery } from '../shared/search-query.ts';
import type { SearchEntry, SearchSource } from '../shared/search-source.ts';
import { termOf, termsOf, wordsOf } from '../shared/search-text.ts';

export interface Found {
  readonly entry: SearchEntry;
  /** Terms of the entry that were found, to be marked. */
  readonly terms: ReadonlySet<string>;
}

/** What a part of the site has, the best first. */
export interface Group {
  readonly source: SearchSource;
  readonly found: readonly Found[];
}

export interface Findings {
  /** The part that has the best result first; empty = nothing. */
  readonly groups: readonly Group[];
  /** False when nothing has all that was asked, and these only have some of it. */
  readonly exact: boolean;
}

export type SiteSearch = (query: string) => Findings;

const boost = { titre: 8, motsCles: 4, lieu: 3, texte: 1 };
const careful: SearchOptions = { boost, prefix: (term) => term.length >= 3, fuzzy: false };
/** One letter wrong in a word of five, two from eight on; a number is never guessed. */
const tolerant: SearchOptions = {
  ...careful,
  fuzzy: (term) => (term.length >= 5 && !/\d/.test(term) ? 0.2 : false),
  maxFuzzy: 2,
};

interface Indexed {
  readonly source: SearchSource;
  readonly entry: SearchEntry;
}

/** Searches every part of the site; the index is made once. */
export function createSiteSearch(sources: readonly SearchSource[]): SiteSearch {
  const indexed = sources.flatMap((source) => source.entries().map((entry): Indexed => ({ source, entry })));
  const index = new MiniSearch({ idField: 'rank', fields: Object.keys(boost), tokenize: wordsOf, processTerm: termOf });
  index.addAll(
    indexed.map(({ entry: { title, keywords, place, text } }, rank) => ({
      rank,
      titre: title,
      motsCles: keywords,
      lieu: place,
      texte: text,
    })),
  );

  function ask(text: string, combineWith: 'AND' | 'OR', options: SearchOptions): SearchResult[] {
    const query = readQuery(text, combineWith);
    return query === null ? [] : index.search(query, options);
  }

  function grouped(results: readonly SearchResult[]): Group[] {
    const groups = new Map<SearchSource, Found[]>();
    for (const { id, match } of results) {
      const known = indexed[Number(id)];
      if (known === undefined) continue;
      const found = groups.get(known.source) ?? [];
      found.push({ entry: known.entry, terms: new Set(Object.keys(match)) });
      groups.set(known.source, found);
    }
    return [...groups].map(([source, found]) => ({ source, found }));
  }

  return (text) => {
    if (termsOf(text).length === 0) return { groups: [], exact: true };
    for (const options of [careful, tolerant]) {
      const results = ask(text, 'AND', options);
      if (results.length > 0) return { groups: grouped(results), exact: true };
    }
    return { groups: grouped(ask(text, 'OR', tolerant)), exact: false };
  };
}
