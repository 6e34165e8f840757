import { escapeHtml } from '@kitajs/html';
import { Feed } from 'feed';
import { hrefFrom, letterPath } from '../../letters/addresses.ts';
import { letterHtml } from '../../letters/letter-html.ts';
import { listWords } from '../../letters/lists.ts';
import type { Lettre } from '../../records/lettres.ts';
import { printable } from '../shared/printable.ts';

interface AtomFeedInput {
  /** The last first. */
  readonly letters: readonly Lettre[];
  readonly publicUrl: string;
  readonly service: string;
}

/** One entry a letter, whole; its number is its name for ever. */
export function atomFeed({ letters, publicUrl, service }: AtomFeedInput): string {
  const home = `${publicUrl}/infolettres/archives`;
  const hrefOf = hrefFrom(publicUrl);
  const feed = new Feed({
    id: home,
    title: `Lettres – ${service}`,
    link: home,
    feedLinks: { atom: `${publicUrl}/infolettres.atom` },
    // The same letters give the same feed, to the byte.
    updated: letters[0]?.commencee_le ?? new Date(0),
    author: { name: service },
    generator: false,
  });
  for (const letter of letters) {
    const date = letter.commencee_le ?? letter.modifiee_le;
    feed.addItem({
      id: `${home}/${letter.id}`,
      link: `${publicUrl}${letterPath(letter)}`,
      title: escapeHtml(printable(`[${listWords[letter.genre].name}] ${letter.titre}`)),
      date,
      published: date,
      description: escapeHtml(printable(letter.resume)),
      content: printable(letterHtml(letter.corps, hrefOf)),
    });
  }
  return feed.atom1();
}
