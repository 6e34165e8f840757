import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { SearchField } from '../views/search-field.tsx';
import { Table } from '../views/table.tsx';

export const MY_EDITOR = '/cas-usage/mon-editeur';

/** A page of the editors that anyone may find. */
export interface EditorsFound {
  readonly items: readonly Editeur[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

interface MyEditorProps {
  readonly frame: Frame;
  readonly q: string;
  /** Null when the database cannot say it now. */
  readonly found: EditorsFound | null;
}

/** « Does my software call the API already? » */
export function myEditorPage({ frame, q, found }: MyEditorProps): JSX.Element {
  const title = titleAt(MY_EDITOR);
  return (
    <Layout
      frame={frame}
      title={title}
      path="/cas-usage"
      trail={[
        ['/', 'Accueil'],
        ['/cas-usage', titleAt('/cas-usage')],
      ]}
    >
      <h1 safe>{title}</h1>
      <p class="fr-text--lead redaction">
        Votre logiciel appelle peut-être déjà l’API. Vous restez celui qui demande l’accès, et qui répond des données
        reçues.
      </p>
      <h2>Les éditeurs référencés</h2>
      <form class="fr-mb-3w" action={MY_EDITOR} method="get">
        <SearchField label="Nom de l’éditeur, logiciel ou SIRET" value={q} />
      </form>
      {found === null ? <Away /> : <Found q={q} found={found} />}
      <h2 class="fr-mt-4w">Avec un éditeur, étape par étape</h2>
      <ol class="redaction">
        <li>
          <a href="/demander-un-acces">Demandez un accès</a> au nom de votre organisation, et nommez votre éditeur à la
          question «&nbsp;Qui intègre l’API&nbsp;?&nbsp;».
        </li>
        <li>L’accès accordé, vous recevez un jeton. Transmettez-le à votre éditeur, jamais par un simple courriel.</li>
        <li>
          Depuis la page de votre habilitation, vous pouvez lui en déléguer le suivi&nbsp;: il voit l’échéance et les
          pannes, jamais le jeton ni les données. Vous y mettez fin quand vous voulez.
        </li>
      </ol>
      <p class="redaction">
        Vous êtes éditeur&nbsp;? <a href="/cas-usage/editeurs">Ce que l’API attend de vous</a>, puis{' '}
        <a href="/support">écrivez au support</a> pour être référencé.
      </p>
    </Layout>
  );
}

function Away(): JSX.Element {
  return (
    <Alert kind="warning" title="La liste ne peut pas être lue en ce moment">
      <p>Réessayez dans quelques minutes. Le reste de cette page ne change pas.</p>
    </Alert>
  );
}

function Found({ q, found: { items, total, page, pages } }: { q: string; found: EditorsFound }): JSX.Element {
  return (
    <>
      <p role="status">
        <strong safe>{total === 0 ? 'Aucun éditeur' : `${total} éditeur${total > 1 ? 's' : ''}`}</strong>
      </p>
      {total === 0 ? (
        q === '' ? (
          <p>Aucun éditeur n’est encore référencé ici. Demandez au vôtre s’il appelle l’API.</p>
        ) : (
          <p>
            Aucun ne répond à cette recherche&nbsp;: demandez au vôtre s’il appelle l’API.{' '}
            <a href={MY_EDITOR}>Les voir tous</a>
          </p>
        )
      ) : (
        <Table caption="Éditeurs référencés, par nom" columns={['Éditeur', 'Logiciel', 'SIRET']} folds>
          <tbody>
            {items.map(({ nom, produit, siret }) => (
              <tr>
                <th scope="row" safe>
                  {nom}
                </th>
                <td data-colonne="Logiciel" safe>
                  {produit}
                </td>
                <td data-colonne="SIRET" safe>
                  {spacedSiret(siret)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        of="éditeurs"
        page={page}
        pages={pages}
        href={(to) => `${MY_EDITOR}?${new URLSearchParams({ q, page: String(to) })}`}
      />
    </>
  );
}
