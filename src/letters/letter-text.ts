import type { Token, Tokens } from 'marked';
import type { HrefOf } from './addresses.ts';
import { letterTokens } from './letter-tokens.ts';

/** The body of a letter for who reads mails as text: the same words, links in full. */
export function letterText(markdown: string, hrefOf: HrefOf): string {
  return blocksOf(letterTokens(markdown), hrefOf).join('\n\n');
}

function blocksOf(tokens: readonly Token[], hrefOf: HrefOf): string[] {
  return tokens.map((token) => blockOf(token, hrefOf)).filter((block) => block.trim() !== '');
}

/** The types are those that the lexer gives under these names. */
function blockOf(token: Token, hrefOf: HrefOf): string {
  switch (token.type) {
    case 'heading': {
      const title = inlineOf(token.tokens, hrefOf);
      return `${title}\n${(token['depth'] === 2 ? '=' : '-').repeat(Math.min(title.length, 60))}`;
    }
    case 'list':
      return listOf(token as Tokens.List, hrefOf);
    case 'table':
      return tableOf(token as Tokens.Table, hrefOf);
    case 'blockquote':
      return indented(blocksOf(token.tokens ?? [], hrefOf).join('\n\n'), '> ');
    case 'code':
      return indented(token['text'], '    ');
    case 'hr':
      return '---';
    case 'space':
    case 'def':
      return '';
    case 'html':
      return token['text'].trim();
    default:
      return inlineOf([token], hrefOf);
  }
}

function listOf({ ordered, start, items, loose }: Tokens.List, hrefOf: HrefOf): string {
  const lines = items.map(({ tokens, task, checked }, rank) => {
    const mark = ordered ? `${(start === '' ? 1 : start) + rank}. ` : '- ';
    // What an item begins with a box for is on the line of its words.
    const boxed = task ? (checked ? '[x] ' : '[ ] ') : '';
    const body = blocksOf(
      tokens.filter(({ type }) => type !== 'checkbox'),
      hrefOf,
    ).join(loose ? '\n\n' : '\n');
    return mark + boxed + indented(body, ' '.repeat(mark.length)).trimStart();
  });
  return lines.join('\n');
}

function tableOf({ header, rows }: Tokens.Table, hrefOf: HrefOf): string {
  const names = header.map(({ tokens }) => inlineOf(tokens, hrefOf));
  return rows
    .map((row) => row.map(({ tokens }, rank) => `${names[rank]} : ${inlineOf(tokens, hrefOf)}`).join('\n  '))
    .map((line) => `- ${line}`)
    .join('\n');
}

function inlineOf(tokens: readonly Token[] | undefined, hrefOf: HrefOf): string {
  return (tokens ?? []).map((token) => spanOf(token, hrefOf)).join('');
}

function spanOf(token: Token, hrefOf: HrefOf): string {
  if (token.type === 'br') return '\n';
  if (token.type === 'link') return linkOf(token as Tokens.Link, hrefOf);
  if (token.type === 'checkbox') return (token as Tokens.Checkbox).checked ? '[x] ' : '[ ] ';
  if (token.type === 'codespan' || token.type === 'html' || token.type === 'escape' || token.type === 'image')
    return token['text'];
  const inner: unknown = 'tokens' in token ? token.tokens : undefined;
  return Array.isArray(inner) ? inlineOf(inner, hrefOf) : decoded(String('text' in token ? token.text : ''));
}

function linkOf({ href, tokens }: Tokens.Link, hrefOf: HrefOf): string {
  const label = inlineOf(tokens, hrefOf);
  const to = hrefOf(href);
  const isSaid = to === null || [label, `${label}/`, `mailto:${label}`].includes(to);
  return isSaid ? label : `${label} (${to})`;
}

function indented(text: string, margin: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? margin.trimEnd() : margin + line))
    .join('\n');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00a0',
};

/** Markdown lets authors write signs by their names. */
function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
