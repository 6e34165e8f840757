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

/** What is in the index of one part of the site, and the version of it that is. */
interface Part {
  readonly source: SearchSource;
  version: string;
  ranks: number[];
}

/** Searches every part of the site. The index is made once; of a part that has changed since, before the next search. */
export function createSiteSearch(sources: readonly SearchSource[]): SiteSearch {
  const indexed = new Map<number, Indexed>();
  const index = new MiniSearch({ idField: 'rank', fields: Object.keys(boost), tokenize: wordsOf, processTerm: termOf });
  const parts = sources.map((source): Part => ({ source, version: versionOf(source), ranks: [] }));
  let last = 0;

  function fill(part: Part): void {
    for (const entry of part.source.entries()) {
      const { title, keywords, place, text } = entry;
      last += 1;
      indexed.set(last, { source: part.source, entry });
      part.ranks.push(last);
      index.add({ rank: last, titre: title, motsCles: keywords, lieu: place, texte: text });
    }
  }

  function empty(part: Part): void {
    index.discardAll(part.ranks);
    for (const rank of part.ranks) indexed.delete(rank);
    part.ranks = [];
  }

  function followChanges(): void {
    for (const part of parts) {
      const version = versionOf(part.source);
      if (version === part.version) continue;
      empty(part);
      fill(part);
      part.version = version;
    }
  }

  for (const part of parts) fill(part);

  function ask(text: string, combineWith: 'AND' | 'OR', options: SearchOptions): SearchResult[] {
    const query = readQuery(text, combineWith);
    return query === null ? [] : index.search(query, options);
  }

  function grouped(results: readonly SearchResult[]): Group[] {
    const groups = new Map<SearchSource, Found[]>();
    for (const { id, match } of results) {
      const known = indexed.get(Number(id));
      if (known === undefined) continue;
      const found = groups.get(known.source) ?? [];
      found.push({ entry: known.entry, terms: new Set(Object.keys(match)) });
      groups.set(known.source, found);
    }
    return [...groups].map(([source, found]) => ({ source, found }));
  }

  return (text) => {
    if (termsOf(text).length === 0) return { groups: [], exact: true };
    followChanges();
    for (const options of [careful, tolerant]) {
      const results = ask(text, 'AND', options);
      if (results.length > 0) return { groups: grouped(results), exact: true };
    }
    return { groups: grouped(ask(text, 'OR', tolerant)), exact: false };
  };
}

const versionOf = ({ version }: SearchSource): string => version?.() ?? '';
