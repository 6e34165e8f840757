import { spacedSiret } from '../../../core/identifiers/spaced.ts';
import type { PageEditeurs } from '../../../editeurs/administration.ts';
import type { Editeur } from '../../../records/editeurs.ts';
import { dayOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { Field } from '../../views/fields.tsx';
import { SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { aboveEditors, EDITEURS } from './words.ts';

interface EditorsProps {
  readonly frame: Frame;
  readonly q: string;
  readonly liste: PageEditeurs;
}

export function editorsPage({ frame, q, liste: { items, total, page, pages } }: EditorsProps): JSX.Element {
  return (
    <Layout frame={frame} title={page === 1 ? 'Éditeurs' : `Éditeurs, page ${page}`} trail={aboveEditors}>
      <h1>Éditeurs</h1>
      <p class="colonne">
        Les éditeurs de logiciels à qui des demandeurs peuvent montrer leurs habilitations. Un éditeur ne voit que ce
        qu’un client lui a délégué.
      </p>
      <p>
        <a class="fr-btn" href={`${EDITEURS}/nouveau`}>
          Ajouter un éditeur
        </a>
      </p>
      <form class="filtre" method="get" action={EDITEURS}>
        <Field name="q" type="search" label="Nom, logiciel ou SIRET" value={q} plain />
        <SubmitButton label="Chercher" />
      </form>
      <p role="status">
        <strong safe>{total === 0 ? 'Aucun éditeur' : `${total} éditeur${total > 1 ? 's' : ''}`}</strong>
      </p>
      {total === 0 ? (
        q === '' ? (
          ''
        ) : (
          <p>
            Aucun éditeur ne répond à cette recherche. <a href={EDITEURS}>Voir tous les éditeurs</a>
          </p>
        )
      ) : (
        <Table caption="Éditeurs, les ouverts d’abord" columns={['Éditeur', 'Logiciel', 'Créé le', 'État']} folds>
          <tbody>
            {items.map((editeur) => (
              <EditorRow editeur={editeur} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        of="éditeurs"
        page={page}
        pages={pages}
        href={(to) => `${EDITEURS}?${new URLSearchParams({ q, page: String(to) })}`}
      />
    </Layout>
  );
}

function EditorRow({ editeur }: { editeur: Editeur }): JSX.Element {
  const { id, nom, siret, produit, cree_le } = editeur;
  return (
    <tr>
      <th scope="row">
        <a href={`${EDITEURS}/${id}`} safe>
          {nom}
        </a>
        <span class="precision" safe>{`SIRET ${spacedSiret(siret)}`}</span>
      </th>
      <td data-colonne="Logiciel" safe>
        {produit}
      </td>
      <td data-colonne="Créé le" safe>
        {dayOf(cree_le)}
      </td>
      <td>
        <EditorState editeur={editeur} />
      </td>
    </tr>
  );
}

export function EditorState({ editeur: { ferme_le, public: isPublic } }: { editeur: Editeur }): JSX.Element {
  if (ferme_le !== null) return <Badge tone="plain" label="Fermé" />;
  return isPublic ? <Badge tone="success" label="Public" /> : <Badge tone="info" label="Non public" />;
}
