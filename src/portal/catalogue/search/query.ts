import type { Query } from 'minisearch';
import { synonyms } from './synonyms.ts';
import { termOf, termsOf, wordsOf } from './words.ts';

interface Word {
  readonly written: string;
  readonly term: string;
}

/** Each phrase of a line of synonyms, with the other phrases of its line. */
const phrases = synonyms
  .flatMap((line) =>
    line.map((phrase) => ({ terms: termsOf(phrase), others: line.filter((other) => other !== phrase) })),
  )
  .sort((a, b) => b.terms.length - a.terms.length);

/** Another word for what was typed weighs less than the word itself, and is never guessed from its beginning. */
const AS_WRITTEN = { prefix: false, fuzzy: false, boostTerm: () => 0.6 };

/** What is asked of the index: each word, or group of words, or another way of saying it; null when nothing is said. */
export function readQuery(text: string, combineWith: 'AND' | 'OR'): Query | null {
  const words = wordsOf(text).flatMap((written): Word[] => {
    const term = termOf(written);
    return term === null ? [] : [{ written, term }];
  });
  return words.length === 0 ? null : { combineWith, queries: meanings(words) };
}

function meanings(words: readonly Word[]): Query[] {
  const queries: Query[] = [];
  for (let rank = 0; rank < words.length; ) {
    const length = phraseAt(words, rank);
    const own = words.slice(rank, rank + length).map(({ written }) => written);
    const others = phrases
      .filter(({ terms }) => terms.length === length && begins(words, rank, terms))
      .flatMap(({ others }) => others);
    queries.push({
      combineWith: 'OR',
      queries: [
        { combineWith: 'AND', queries: own },
        ...others.map((phrase) => ({ ...AS_WRITTEN, combineWith: 'AND' as const, queries: [phrase] })),
      ],
    });
    rank += length;
  }
  return queries;
}

/** How many words, from one on, make the longest phrase that has synonyms; one when none has. */
function phraseAt(words: readonly Word[], rank: number): number {
  return phrases.find(({ terms }) => begins(words, rank, terms))?.terms.length ?? 1;
}

function begins(words: readonly Word[], rank: number, terms: readonly string[]): boolean {
  return terms.every((term, offset) => words[rank + offset]?.term === term);
}
