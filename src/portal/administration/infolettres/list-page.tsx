import { letterLists, listWords } from '../../../letters/lists.ts';
import type { FollowedLetter, Page } from '../../../letters/reader.ts';
import { stateOf } from '../../../letters/states.ts';
import type { ListeLettre } from '../../../records/tables/letters.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { aboveLetters, ROOT } from './trail.ts';
import { countOf, stateTones, stateWords, subscribersOf } from './words.ts';

interface ListPageProps {
  readonly frame: Frame;
  readonly letters: Page<FollowedLetter>;
  readonly subscribers: Readonly<Record<ListeLettre, number>>;
  /** What has just been done. */
  readonly done: string | null;
}

/** What is being written, what leaves, what has left. */
export function listPage({ frame, letters, subscribers, done }: ListPageProps): JSX.Element {
  const { items, page, pages } = letters;
  return (
    <Layout frame={frame} title={page === 1 ? 'Infolettres' : `Infolettres, page ${page}`} trail={aboveLetters}>
      <h1>Infolettres</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <p safe>
        {`${letterLists.map((liste) => `${listWords[liste].name} : ${subscribersOf(subscribers[liste])}`).join('. ')}.`}
      </p>
      <p class="actions">
        <a class="fr-btn" href={`${ROOT}/nouvelle`}>
          Écrire une lettre
        </a>
        <a class="fr-btn fr-btn--secondary" href="/infolettres/archives">
          Voir les archives
        </a>
      </p>
      {items.length === 0 ? (
        <p>Aucune lettre. La première que vous écrirez restera un brouillon jusqu’à son envoi.</p>
      ) : (
        <Table caption="Lettres, les brouillons d’abord" columns={['Lettre', 'Liste', 'État', 'Date', 'Envoi']} folds>
          <tbody>
            {items.map((letter) => (
              <LetterRow letter={letter} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="lettres" page={page} pages={pages} href={(other) => `${ROOT}?page=${other}`} />
    </Layout>
  );
}

function LetterRow({ letter }: { letter: FollowedLetter }): JSX.Element {
  const state = stateOf(letter);
  return (
    <tr>
      <th scope="row">
        <a class="objet" href={`${ROOT}/${letter.id}`} safe>
          {letter.titre}
        </a>
      </th>
      <td data-colonne="Liste" safe>
        {listWords[letter.genre].name}
      </td>
      <td data-colonne="État">
        <Badge tone={stateTones[state]} label={stateWords[state]} />
      </td>
      <td data-colonne="Date" class="fr-cell--multiline" safe>
        {dateLine(letter)}
      </td>
      <td data-colonne="Envoi" class="fr-cell--multiline" safe>
        {sendingLine(letter)}
      </td>
    </tr>
  );
}

function dateLine({ modifiee_le, depart_le, commencee_le }: FollowedLetter): string {
  if (commencee_le !== null) return dateTimeOf(commencee_le);
  return depart_le === null ? `Modifiée le ${dateTimeOf(modifiee_le)}` : `Part le ${dateTimeOf(depart_le)}`;
}

function sendingLine(letter: FollowedLetter): string {
  const { commencee_le, destinataires, chiffres } = letter;
  if (commencee_le === null) return '–';
  const failed = chiffres.refuses + chiffres.abandonnes;
  const failures = failed === 0 ? '' : `, ${countOf(failed)} échec${failed > 1 ? 's' : ''}`;
  return `${countOf(chiffres.partis)} sur ${countOf(destinataires)}${failures}`;
}
