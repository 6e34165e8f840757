import { slugOf } from '../core/slug.ts';
import type { Lettre } from '../records/lettres.ts';

const MAX_SLUG = 80;

/** The last part of the address of a letter in the archives: words to be read, and the number that finds it. */
export function letterSlug({ id, titre }: Pick<Lettre, 'id' | 'titre'>): string {
  const words = slugOf(titre).slice(0, MAX_SLUG).replace(/-$/, '');
  return words === '' ? String(id) : `${words}-${id}`;
}

/** The number of the letter that a slug names, whatever its words; null when it names none. */
export function idOfSlug(slug: string): number | null {
  const [, digits] = /(?:^|-)(\d{1,9})$/.exec(slug) ?? [];
  return digits === undefined ? null : Number(digits);
}

export function letterPath(letter: Pick<Lettre, 'id' | 'titre'>): string {
  return `/infolettres/archives/${letterSlug(letter)}`;
}

/** Where a link of a letter leads, from a mail as from a page; null when it may lead nowhere. */
export type HrefOf = (href: string) => string | null;

const MAILTO = /^mailto:[^\s<>"'`]+$/i;

/** To the web, to a mail address, or to a page of ours; spelt as a browser spells it, so that nothing in it reads as HTML. */
export function hrefFrom(publicUrl: string): HrefOf {
  return (href) => {
    if (MAILTO.test(href)) return href;
    const isOurs = /^\/(?![/\\])/.test(href);
    if (!isOurs && !/^https?:\/\//i.test(href)) return null;
    return URL.canParse(href, publicUrl) ? new URL(href, publicUrl).href : null;
  };
}
