import { letterPath } from '../../letters/addresses.ts';
import { listWords } from '../../letters/lists.ts';
import type { Lettre } from '../../records/lettres.ts';
import { shortDayOf } from '../shared/dates.ts';
import { Badge } from '../views/badge.tsx';

/** Letters that were sent: kind, day, title, and what they say in a sentence. */
export function LetterList({ letters }: { letters: readonly Lettre[] }): JSX.Element {
  return (
    <ul class="fr-raw-list liste-lettres">
      {letters.map((letter) => (
        <li>
          <p class="fr-mb-1v">
            <Badge tone="info" label={listWords[letter.genre].name} />{' '}
            <span class="mis-a-jour" safe>
              {shortDayOf(letter.commencee_le ?? letter.modifiee_le)}
            </span>
          </p>
          <a class="fr-link fr-link--lg" href={letterPath(letter)} safe>
            {letter.titre}
          </a>
          <p class="fr-mt-1v" safe>
            {letter.resume}
          </p>
        </li>
      ))}
    </ul>
  );
}
