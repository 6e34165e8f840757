/** What a page leads to within the site, without the anchors. */
export function linksOf(html: string): string[] {
  const found = [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address = '']) => address);
  const internal = found.filter((address) => address.startsWith('/') && !address.startsWith('//'));
  return [...new Set(internal.map((address) => address.replaceAll('&amp;', '&').replace(/#.*$/, '')))];
}

/** Anchors of the same page that it leads to. */
export function anchorsOf(html: string): string[] {
  return [...html.matchAll(/\shref="#([^"]+)"/g)].map(([, anchor = '']) => anchor);
}

export function idsOf(html: string): string[] {
  return [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
}

export function titleOf(html: string): string {
  return /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '';
}
