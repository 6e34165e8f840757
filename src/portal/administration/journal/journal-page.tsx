import type { ActeAdministration } from '../../../records/journal-administration.ts';
import { actWords } from '../../shared/act-words.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Field, Select } from '../../views/fields.tsx';
import { SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';

export const JOURNAL = '/administration/journal';

interface JournalPageProps {
  readonly frame: Frame;
  readonly actes: readonly ActeAdministration[];
  /** The acts that there are, to choose among. */
  readonly known: readonly string[];
  readonly asked: { readonly q: string; readonly acte: string };
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function journalPage({ frame, actes, known, asked, total, page, pages }: JournalPageProps): JSX.Element {
  const pageOf = (other: number) => `${JOURNAL}?${new URLSearchParams({ ...asked, page: String(other) })}`;
  return (
    <Layout
      frame={frame}
      title={page === 1 ? 'Journal de l’administration' : `Journal de l’administration, page ${page}`}
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
      ]}
    >
      <h1>Journal de l’administration</h1>
      <p>
        Ce que les administrateurs ont fait, à qui, et pourquoi. Rien n’y est changé&nbsp;; un acte y reste trente-six
        mois.
      </p>
      <form class="filtre" method="get" action={JOURNAL}>
        <Field name="q" type="search" label="Par qui, ou sur quoi" optional value={asked.q} />
        <Select
          name="acte"
          label="Acte"
          optional
          value={asked.acte}
          options={known.map((acte) => [acte, actWords(acte)] as const)}
        />
        <SubmitButton label="Chercher" />
      </form>
      <p role="status">
        <strong safe>{total === 0 ? 'Aucun acte' : `${total} acte${total > 1 ? 's' : ''}`}</strong>
      </p>
      {total === 0 ? (
        ''
      ) : (
        <Table
          caption="Actes, du plus récent au plus ancien"
          columns={['Quand', 'Acte', 'Par qui', 'Raison et détail']}
          folds
        >
          <tbody>
            {actes.map((acte) => (
              <ActRow acte={acte} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="actes" page={page} pages={pages} href={pageOf} />
    </Layout>
  );
}

function ActRow({ acte: { le, acte, cible, auteur, raison, detail } }: { acte: ActeAdministration }): JSX.Element {
  const details = detailWords(detail);
  return (
    <tr>
      <th scope="row" safe>
        {dateTimeOf(le)}
      </th>
      <td data-colonne="Acte">
        <span safe>{actWords(acte)}</span>
        <span class="precision" safe>
          {cible}
        </span>
      </td>
      <td data-colonne="Par qui" safe>
        {auteur === 'apie' ? 'La machine (commande apie)' : auteur}
      </td>
      <td data-colonne="Raison et détail">
        <span class="texte-saisi" safe>
          {raison}
        </span>
        {details === '' ? (
          ''
        ) : (
          <span class="precision" safe>
            {details}
          </span>
        )}
        {raison === '' && details === '' ? '–' : ''}
      </td>
    </tr>
  );
}

/** « avant : demandeur ; après : demandeur, instructeur ». */
function detailWords(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .map(([name, value]) => `${name} : ${[value].flat().join(', ')}`)
    .join(' ; ');
}
