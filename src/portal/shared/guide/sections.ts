import Html from '@kitajs/html';
import type { Token, Tokens } from 'marked';
import { slugOf } from '../../../core/slug.ts';
import { anchoredHeading } from '../../views/anchored-heading.tsx';
import { keepTogether, proseMaker } from '../prose.ts';
import { CAPTION } from './markdown-table.ts';

/** A heading of a text and what stands under it, up to the next one. */
export interface Section {
  readonly anchor: string;
  readonly title: string;
  /** Other words under which it is looked for. */
  readonly words: string;
  /** 2 for the first, the chapter itself. */
  readonly level: number;
  /** The heading itself, and what stands under it, as HTML. */
  readonly safeHeading: string;
  readonly safeBody: string;
  /** The body without its marks, to be searched. */
  readonly text: string;
}

/** A text cut at its headings, its anchors known, its links not yet. */
export interface Cut {
  readonly anchors: readonly string[];
  /** Writes it, each link led where `hrefOf` says. */
  write(hrefOf: (href: string) => string): Section[];
}

interface First {
  readonly title: string;
  readonly anchor: string;
  readonly words: string;
}

interface Piece extends First {
  readonly level: number;
  readonly tokens: Token[];
}

const OWN_ANCHOR = /\s*\{#([a-z0-9-]+)(?: : ([^}]+))?\}$/;

/** Cuts a text: its first section has the title and the anchor given; a heading may choose its own, and words by which to find it: `{#anchor : words}`. */
export function cutText(markdown: string, first: First): Cut {
  const captions = new Map<Tokens.Generic, string>();
  const lexer = proseMaker(making(captions, (href) => href));
  const tokens = lexer.lexer(markdown);
  lexer.walkTokens(tokens, keepTogether);
  const pieces = piecesOf(withoutCaptions(tokens, captions), first);
  return {
    anchors: pieces.map(({ anchor }) => anchor),
    write: (hrefOf) => {
      const maker = proseMaker(making(captions, hrefOf));
      return pieces.map(({ anchor, title, words, level, tokens: body }) => {
        const safeBody = maker.parser(body);
        const safeHeading = anchoredHeading(level, anchor, Html.escapeHtml(title));
        return { anchor, title, words, level, safeHeading, safeBody, text: plain(safeBody) };
      });
    },
  };
}

function making(captions: ReadonlyMap<Tokens.Generic, string>, hrefOf: (href: string) => string) {
  return {
    heading: (): string => '',
    caption: (table: Tokens.Table): string => captions.get(table) ?? '',
    hrefOf,
    pageOf: () => undefined,
  };
}

/** A paragraph that announces a table becomes its caption. */
function withoutCaptions(tokens: readonly Token[], captions: Map<Tokens.Generic, string>): Token[] {
  let caption: string | null = null;
  return tokens.filter((token) => {
    if (token.type === 'paragraph' && token.raw.startsWith(CAPTION)) {
      caption = token.raw.slice(CAPTION.length).trim();
      return false;
    }
    if (token.type === 'table') {
      if (caption === null) throw new Error(`Un tableau n’a pas de légende : ${token.raw.slice(0, 80)}`);
      captions.set(token, caption);
      caption = null;
    }
    return true;
  });
}

function piecesOf(tokens: readonly Token[], first: First): Piece[] {
  const pieces: Piece[] = [{ ...first, level: 2, tokens: [] }];
  for (const token of tokens) {
    if (!isHeading(token)) {
      pieces.at(-1)?.tokens.push(token);
      continue;
    }
    const { text, depth } = token;
    const title = text.replace(OWN_ANCHOR, '');
    const [, anchor = slugOf(title), words = ''] = OWN_ANCHOR.exec(text) ?? [];
    pieces.push({ anchor, title, words, level: depth + 1, tokens: [] });
  }
  return pieces;
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading';

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function plain(html: string): string {
  return html
    .replace(/<\/?(?:a|code|em|strong)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}
