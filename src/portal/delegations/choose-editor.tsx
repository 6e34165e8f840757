import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { Pagination } from '../views/pagination.tsx';
import { SearchField } from '../views/search-field.tsx';
import { delegationsOf } from './words.ts';

/** What was searched, and found. */
export interface Search {
  readonly q: string;
  /** Null when nothing was searched. */
  readonly found: {
    readonly items: readonly Editeur[];
    readonly total: number;
    readonly page: number;
    readonly pages: number;
  } | null;
}

interface ChooseProps {
  readonly habilitation: string;
  readonly proposes: readonly Editeur[];
  readonly search: Search;
}

/** The editor that the request names first, then a search among the others. */
export function ChooseEditor({ habilitation, proposes, search: { q, found } }: ChooseProps): JSX.Element {
  const page = delegationsOf(habilitation);
  return (
    <>
      {proposes.length === 0 ? (
        ''
      ) : (
        <>
          <p>{proposes.length === 1 ? 'D’après votre demande, il s’agit de :' : 'D’après votre demande :'}</p>
          <Editors habilitation={habilitation} items={proposes} />
        </>
      )}
      <form class="recherche-editeur fr-mb-3w" action={`${page}#trouves`} method="get">
        <SearchField label="Nom de l’éditeur, logiciel ou SIRET" value={q} />
      </form>
      {found === null ? (
        ''
      ) : (
        <div id="trouves">
          <p role="status">
            <strong safe>{countOf(found.total)}</strong>
          </p>
          {found.total === 0 ? (
            <p class="colonne">
              Vérifiez l’orthographe, ou essayez le SIRET exact de l’éditeur&nbsp;: ceux qui ne sont pas publics ne se
              trouvent qu’ainsi. S’il n’est pas référencé, il peut <a href="/support">écrire au support</a>.
            </p>
          ) : (
            <Editors habilitation={habilitation} items={found.items} />
          )}
          <Pagination
            of="éditeurs"
            page={found.page}
            pages={found.pages}
            href={(to) => `${page}?${new URLSearchParams({ q, trouves: String(to) })}#trouves`}
          />
        </div>
      )}
    </>
  );
}

function Editors({ habilitation, items }: { habilitation: string; items: readonly Editeur[] }): JSX.Element {
  return (
    <ul class="liste-editeurs">
      {items.map(({ id, nom, produit, siret }) => (
        <li>
          <p class="fr-mb-0">
            <strong safe>{nom}</strong>
            <span class="precision" safe>{`${produit} – SIRET ${spacedSiret(siret)}`}</span>
          </p>
          <a class="fr-btn fr-btn--secondary fr-btn--sm" href={`${delegationsOf(habilitation)}/nouvelle?editeur=${id}`}>
            Choisir<span class="fr-sr-only" safe>{` ${nom}`}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function countOf(total: number): string {
  if (total === 0) return 'Aucun éditeur trouvé';
  return total === 1 ? '1 éditeur trouvé' : `${total} éditeurs trouvés`;
}
