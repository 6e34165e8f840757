import type { SearchEntry, SearchSource } from '../search-source.ts';
import type { Guide, GuidePage } from './guide.ts';

/** Every heading of the guide can be found, with what stands under it. */
export function guideSource({ documentation, developers }: Guide): SearchSource {
  return {
    name: 'Documentation',
    entries: () => [...documentation, developers].flatMap(entriesOf),
  };
}

function entriesOf({ path, title: page, chapters }: GuidePage): SearchEntry[] {
  return chapters.flatMap(({ title: chapter, summary, sections }) =>
    sections.map(({ anchor, title, words, text }, rank) => ({
      path: `${path}#${anchor}`,
      title,
      place: rank === 0 ? page : `${page} › ${chapter}`,
      keywords: `${anchor.replaceAll('-', ' ')} ${words}`,
      text: rank === 0 ? `${summary} ${text}` : text,
    })),
  );
}
