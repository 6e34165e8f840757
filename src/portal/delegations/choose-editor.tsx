import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { DelegationsDuTitre } from '../../editeurs/delegations.ts';
import type { Editeur } from '../../records/editeurs.ts';
import { Badge } from '../views/badge.tsx';
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
  readonly vu: Pick<DelegationsDuTitre, 'proposes' | 'accordees'>;
  readonly search: Search;
}

/** The editor that the request names first, then a search among the others. */
export function ChooseEditor({ habilitation, vu, search: { q, found } }: ChooseProps): JSX.Element {
  const { proposes, accordees } = vu;
  const chosen = new Set(accordees.map(({ editeur }) => editeur));
  const page = delegationsOf(habilitation);
  return (
    <>
      {proposes.length === 0 ? (
        ''
      ) : (
        <>
          <p>{proposes.length === 1 ? 'D’après votre demande, il s’agit de :' : 'D’après votre demande :'}</p>
          <Editors habilitation={habilitation} items={proposes} chosen={chosen} />
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
            <Editors habilitation={habilitation} items={found.items} chosen={chosen} />
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

interface EditorsProps {
  readonly habilitation: string;
  readonly items: readonly Editeur[];
  readonly chosen: ReadonlySet<string>;
}

function Editors({ habilitation, items, chosen }: EditorsProps): JSX.Element {
  return (
    <ul class="liste-editeurs">
      {items.map(({ id, nom, produit, siret }) => (
        <li>
          <p class="fr-mb-0">
            <strong safe>{nom}</strong>
            <span class="precision" safe>{`${produit} – SIRET ${spacedSiret(siret)}`}</span>
          </p>
          {chosen.has(id) ? (
            <Badge tone="success" label="La suit déjà" />
          ) : (
            <a
              class="fr-btn fr-btn--secondary fr-btn--sm"
              href={`${delegationsOf(habilitation)}/nouvelle?editeur=${id}`}
            >
              Choisir<span class="fr-sr-only" safe>{` ${nom}`}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function countOf(total: number): string {
  if (total === 0) return 'Aucun éditeur trouvé';
  return total === 1 ? '1 éditeur trouvé' : `${total} éditeurs trouvés`;
}
