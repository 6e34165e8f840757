import Html from '@kitajs/html';
import { Marked, type RendererObject, type Token, type Tokens } from 'marked';
import { keptTogether } from '../../core/french-spaces.ts';
import { slugOf } from '../../core/slug.ts';
import { anchoredHeading } from '../views/anchored-heading.tsx';

interface ProseOptions {
  /** Begins the anchors of the headings, so that no two of a page are the same. */
  readonly anchor: string;
  /** Added to the level of each heading of the text. */
  readonly deeper?: number;
  /** What each table is about. */
  readonly caption: string;
  /** Where a name written as `code` leads, when it is the name of something that has a page. */
  readonly pageOf: (code: string) => string | undefined;
}

/** A text of ours in Markdown as HTML. Raw HTML in it is shown, not obeyed; links lead to pages of our own or to https. */
export function prose(markdown: string, options: ProseOptions): string {
  const { anchor, deeper = 0, caption, pageOf } = options;
  const taken = new Set<string>();

  function freeAnchor(title: string): string {
    const wanted = `${anchor}-${slugOf(title)}`;
    let id = wanted;
    for (let rank = 2; taken.has(id); rank += 1) id = `${wanted}-${rank}`;
    taken.add(id);
    return id;
  }

  return proseMaker({
    heading: ({ depth, text }, safeTitle) => anchoredHeading(Math.min(6, depth + deeper), freeAnchor(text), safeTitle),
    caption: () => caption,
    hrefOf: safeHref,
    pageOf,
  }).parse(markdown, { async: false });
}

interface ProseMaking {
  readonly heading: (heading: Tokens.Heading, safeTitle: string) => string;
  readonly caption: (table: Tokens.Table) => string;
  /** Where a link leads; null when it may lead nowhere. */
  readonly hrefOf: (href: string) => string | null;
  readonly pageOf: (code: string) => string | undefined;
}

/** What turns Markdown into HTML, as all our texts are shown. */
export function proseMaker(making: ProseMaking): Marked {
  return new Marked({ renderer: rendererOf(making), walkTokens: keepTogether, async: false });
}

export function keepTogether(token: Token): void {
  if (token.type !== 'text') return;
  token.text = keptTogether(token.text);
  // After a raw `<script>`, which is shown and not obeyed, the reader takes the rest for a script, to be left as it is.
  token['escaped'] = false;
}

export const safeHref = (href: string): string | null => (/^(\/(?!\/)|#|https:\/\/)/.test(href) ? href : null);

function rendererOf({ heading, caption, hrefOf, pageOf }: ProseMaking): RendererObject {
  return {
    html: ({ text }) => Html.escapeHtml(text),
    image: ({ text }) => Html.escapeHtml(text),
    heading(token) {
      return heading(token, this.parser.parseInline(token.tokens));
    },
    codespan({ text }) {
      const page = pageOf(text);
      const code = `<code>${Html.escapeHtml(text)}</code>`;
      return page === undefined ? code : `<a href="${Html.escapeHtml(page)}">${code}</a>`;
    },
    code: ({ text }) => `<pre data-copier="cet exemple"><code>${Html.escapeHtml(text)}</code></pre>\n`,
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      const to = hrefOf(href);
      return to === null ? label : `<a href="${Html.escapeHtml(to)}">${label}</a>`;
    },
    table(token) {
      const inline = (cell: Tokens.TableCell): string => this.parser.parseInline(cell.tokens);
      const safeCaption = Html.escapeHtml(caption(token));
      const columns = token.header.map(({ text }) => Html.escapeHtml(text.replaceAll('`', '')));
      const head = token.header.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
      const body = token.rows
        .map(
          (row) =>
            `<tr>${row.map((cell, rank) => `<td data-colonne="${columns[rank]}">${inline(cell)}</td>`).join('')}</tr>`,
        )
        .join('');
      return `<div class="fr-table"><div class="fr-table__wrapper"><div class="fr-table__container"><section class="fr-table__content" tabindex="0" aria-label="${safeCaption}"><table><caption>${safeCaption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></section></div></div></div>`;
    },
  };
}
