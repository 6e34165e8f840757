import Html from '@kitajs/html';
import { Marked, type RendererObject, type Tokens } from 'marked';
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
  return new Marked({ renderer: rendererOf(options), async: false }).parse(markdown, { async: false });
}

function rendererOf({ anchor, deeper = 0, caption, pageOf }: ProseOptions): RendererObject {
  const taken = new Set<string>();

  function freeAnchor(title: string): string {
    const wanted = `${anchor}-${slugOf(title)}`;
    let id = wanted;
    for (let rank = 2; taken.has(id); rank += 1) id = `${wanted}-${rank}`;
    taken.add(id);
    return id;
  }

  return {
    html: ({ text }) => Html.escapeHtml(text),
    image: ({ text }) => Html.escapeHtml(text),
    heading({ tokens, depth, text }) {
      return anchoredHeading(Math.min(6, depth + deeper), freeAnchor(text), this.parser.parseInline(tokens));
    },
    codespan({ text }) {
      const page = pageOf(text);
      const code = `<code>${Html.escapeHtml(text)}</code>`;
      return page === undefined ? code : `<a href="${Html.escapeHtml(page)}">${code}</a>`;
    },
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      return /^(\/(?!\/)|#|https:\/\/)/.test(href) ? `<a href="${Html.escapeHtml(href)}">${label}</a>` : label;
    },
    table({ header, rows }) {
      const inline = (cell: Tokens.TableCell): string => this.parser.parseInline(cell.tokens);
      const safeCaption = Html.escapeHtml(caption);
      const head = header.map((cell) => `<th scope="col">${inline(cell)}</th>`).join('');
      const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`).join('');
      return `<div class="fr-table"><div class="fr-table__wrapper"><div class="fr-table__container"><section class="fr-table__content" tabindex="0" aria-label="${safeCaption}"><table><caption>${safeCaption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></section></div></div></div>`;
    },
  };
}

/** « Que faire d’une réponse 206 ? » gives `que-faire-d-une-reponse-206`. */
function slugOf(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
