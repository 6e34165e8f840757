import { slugOf } from '../../core/slug.ts';
import { type HrefOf, hrefFrom } from '../../letters/addresses.ts';
import { letterTokens } from '../../letters/letter-tokens.ts';
import { anchoredHeading } from '../views/anchored-heading.tsx';
import { proseMaker } from './prose.ts';

/** The body of a letter as a page of ours shows it, escaped: raw HTML in it is shown, not obeyed. */
export function letterProse(markdown: string, publicUrl: string): string {
  const taken = new Set<string>();
  let tables = 0;
  const maker = proseMaker({
    heading: ({ depth, text }, safeTitle) => anchoredHeading(depth, freeAnchor(text, taken), safeTitle),
    caption: () => `Tableau ${++tables}`,
    hrefOf: onThisSite(hrefFrom(publicUrl), publicUrl),
    pageOf: () => undefined,
  });
  return maker.parser(letterTokens(markdown));
}

/** From a page of ours, another is at its path. */
function onThisSite(hrefOf: HrefOf, publicUrl: string): HrefOf {
  return (href) => {
    const to = hrefOf(href);
    return to?.startsWith(`${publicUrl}/`) ? to.slice(publicUrl.length) : to;
  };
}

function freeAnchor(title: string, taken: Set<string>): string {
  const wanted = `lettre-${slugOf(title)}`;
  let id = wanted;
  for (let rank = 2; taken.has(id); rank += 1) id = `${wanted}-${rank}`;
  taken.add(id);
  return id;
}
