import Html from '@kitajs/html';
import { Marked, type RendererObject, type Tokens } from 'marked';
import type { HrefOf } from './addresses.ts';
import { letterTokens } from './letter-tokens.ts';

/** Mail programs read styles on the elements alone. */
const paragraph = 'margin:0 0 16px;font-size:16px;line-height:24px';
const heading = 'margin:24px 0 12px;font-weight:bold;line-height:28px';
const sizes: Readonly<Record<number, number>> = { 2: 20, 3: 18 };
const list = 'margin:0 0 16px;padding:0 0 0 24px;font-size:16px;line-height:24px';
const link = 'color:#000091;word-break:break-word';
const code = 'font-family:Consolas,monospace;font-size:14px;background-color:#f6f6f6;padding:0 4px';
const block =
  'margin:0 0 16px;padding:12px;background-color:#f6f6f6;font-family:Consolas,monospace;font-size:14px;white-space:pre-wrap;word-break:break-word';
const quote = 'margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #6a6af4';
const table = 'margin:0 0 16px;border-collapse:collapse;width:100%';
const cell =
  'border:1px solid #dddddd;padding:6px;text-align:left;vertical-align:top;font-size:14px;line-height:20px;word-break:break-word';

/** The body of a letter for a mail or a feed: no class, no image, raw HTML shown and not obeyed. */
export function letterHtml(markdown: string, hrefOf: HrefOf): string {
  return new Marked({ renderer: rendererOf(hrefOf), async: false }).parser(letterTokens(markdown));
}

function rendererOf(hrefOf: HrefOf): RendererObject {
  return {
    html: ({ text }) => Html.escapeHtml(text),
    image: ({ text }) => Html.escapeHtml(text),
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    codespan: ({ text }) => `<code style="${code}">${Html.escapeHtml(text)}</code>`,
    code: ({ text }) => `<pre style="${block}">${Html.escapeHtml(text)}</pre>\n`,
    hr: () => '<hr style="margin:24px 0;border:0;border-top:1px solid #dddddd">\n',
    heading({ depth, tokens }) {
      const size = sizes[depth] ?? 16;
      return `<h${depth} style="${heading};font-size:${size}px">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    paragraph({ tokens }) {
      return `<p style="${paragraph}">${this.parser.parseInline(tokens)}</p>\n`;
    },
    blockquote({ tokens }) {
      return `<blockquote style="${quote}">${this.parser.parse(tokens)}</blockquote>\n`;
    },
    list({ ordered, start, items }) {
      const tag = ordered ? 'ol' : 'ul';
      const from = ordered && start !== '' && start !== 1 ? ` start="${start}"` : '';
      return `<${tag}${from} style="${list}">${items.map((item) => this.listitem(item)).join('')}</${tag}>\n`;
    },
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      const to = hrefOf(href);
      return to === null ? label : `<a href="${Html.escapeHtml(to)}" style="${link}">${label}</a>`;
    },
    table({ header, rows }) {
      const inline = ({ tokens }: Tokens.TableCell): string => this.parser.parseInline(tokens);
      const head = header.map((one) => `<th scope="col" style="${cell}">${inline(one)}</th>`).join('');
      const lines = rows.map(
        (row) => `<tr>${row.map((one) => `<td style="${cell}">${inline(one)}</td>`).join('')}</tr>`,
      );
      return `<table style="${table}"><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>\n`;
    },
  };
}
