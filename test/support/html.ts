const VOID = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'rect', 'source', 'wbr']);
/** What a paragraph cannot hold: a browser would close it, and the page would not be the one written. */
const BLOCKS = new Set([
  'div',
  'p',
  'ul',
  'ol',
  'dl',
  'table',
  'section',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'details',
  'form',
]);

/** What is wrong in a page: elements not closed in their order, blocks inside paragraphs, identifiers given twice. */
export function htmlFaults(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [tag, closing, name = '', end] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (VOID.has(name)) continue;
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) faults.push(`${tag} closes <${last}>`);
    } else if (end !== '/') {
      if (BLOCKS.has(name) && open.includes('p')) faults.push(`${tag} inside <p>`);
      open.push(name);
    }
  }
  if (open.length > 0) faults.push(`left open: ${open.join(' ')}`);
  const ids = idsOf(html);
  const twice = ids.filter((id, rank) => ids.indexOf(id) !== rank);
  return [...faults, ...twice.map((id) => `id "${id}" twice`)];
}

export function idsOf(html: string): string[] {
  return [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
}

/** The addresses that a page links to. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}
