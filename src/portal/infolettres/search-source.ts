import { letterPath } from '../../letters/addresses.ts';
import { letterText } from '../../letters/letter-text.ts';
import { listWords } from '../../letters/lists.ts';
import type { PublishedLetters } from '../../letters/published-letters.ts';
import { dayOf } from '../shared/dates.ts';
import type { SearchSource } from '../shared/search-source.ts';

/** Each letter sent can be found by its words, from the moment it leaves. */
export function letterSource(published: PublishedLetters): SearchSource {
  // What an address says is not what is looked for.
  const noAddress = () => null;
  return {
    name: 'Lettres',
    version: () => published.version,
    entries: () =>
      published.all.map((letter) => ({
        path: letterPath(letter),
        title: letter.titre,
        place: `${listWords[letter.genre].name} du ${dayOf(letter.commencee_le ?? letter.modifiee_le)}`,
        keywords: '',
        text: `${letter.resume} ${letterText(letter.corps, noAddress)}`.replace(/\s+/g, ' '),
      })),
  };
}
