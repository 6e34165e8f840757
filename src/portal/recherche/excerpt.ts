import { termOf, WORD } from '../shared/search-text.ts';

/** How much of a text is shown around what was found. */
const LENGTH = 240;
const BEFORE = 60;

/** The part of a text where most of the terms are together; its beginning when it has none. */
export function excerptOf(text: string, terms: ReadonlySet<string>): string {
  const places = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    const term = termOf(word);
    return term !== null && terms.has(term) ? [{ term, index }] : [];
  });
  let best = { count: 0, index: 0 };
  for (const { index } of places) {
    const near = places.filter((other) => other.index >= index && other.index < index + LENGTH - BEFORE);
    const count = new Set(near.map(({ term }) => term)).size;
    if (count > best.count) best = { count, index };
  }
  return cut(text, Math.max(0, best.index - BEFORE));
}

/** From a word to a word, with marks where something is left out. */
function cut(text: string, from: number): string {
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  if (text.length - start <= LENGTH) return `${start === 0 ? '' : '… '}${text.slice(start)}`;
  const end = text.lastIndexOf(' ', start + LENGTH);
  return `${start === 0 ? '' : '… '}${text.slice(start, end)} …`;
}
