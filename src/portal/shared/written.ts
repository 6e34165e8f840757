import { prose } from './prose.ts';
import { sheetOf } from './site-map.ts';

/** A part of a page: its heading, which a summary leads to. */
interface Part {
  readonly id: string;
  readonly title: string;
}

/** A text of the site as HTML, made once at start, and its parts. */
export interface Written {
  readonly html: JSX.Element;
  readonly parts: readonly Part[];
}

const HEADING = /<h2 id="([^"]+)">(.*?)<\/h2>/g;

interface WrittenOptions {
  /** Begins the anchors of the headings. */
  readonly anchor: string;
  /** What a table of the text is about. */
  readonly caption?: string;
  readonly deeper?: number;
  /** Names written as `code` that have a sheet lead to it. */
  readonly endpoints?: ReadonlySet<string>;
}

export function written(markdown: string, { anchor, caption = '', deeper = 0, endpoints }: WrittenOptions): Written {
  const html = prose(markdown, {
    anchor,
    caption,
    deeper,
    pageOf: (code) => (endpoints?.has(code) ? sheetOf(code) : undefined),
  });
  const parts = [...html.matchAll(HEADING)].map(([, id = '', title = '']) => ({ id, title: plain(title) }));
  return { html, parts };
}

/** Titles are ours: the few signs that Markdown has escaped in them are put back, for a view to escape again. */
function plain(title: string): string {
  return title
    .replace(/<[^>]+>/g, '')
    .replace(/^\d+\.\s/, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"');
}
