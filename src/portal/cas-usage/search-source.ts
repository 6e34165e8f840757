import type { SearchSource } from '../shared/search-source.ts';
import { titleAt } from '../shared/site-map.ts';
import type { UseCase } from './cases.ts';

/** Each use case can be found, by what it is for and by the parts of its page. */
export function useCaseSource(cases: readonly UseCase[]): SearchSource {
  return {
    name: titleAt('/cas-usage'),
    entries: () =>
      cases.map(({ slug, title, summary, archived, before, after }) => ({
        path: `/cas-usage/${slug}`,
        title,
        place: titleAt('/cas-usage'),
        keywords: slug.replaceAll('-', ' '),
        text: archived ?? `${summary} ${[...before.parts, ...after.parts].map((part) => part.title).join(', ')}.`,
      })),
  };
}
