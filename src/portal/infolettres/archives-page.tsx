import { letterLists, listWords } from '../../letters/lists.ts';
import type { Page } from '../../letters/reader.ts';
import type { Lettre } from '../../records/lettres.ts';
import type { ListeLettre } from '../../records/tables/letters.ts';
import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { LetterList } from './letter-list.tsx';

interface ArchivesPageProps {
  readonly frame: Frame;
  readonly letters: Page<Lettre>;
  /** The one kind shown; null = all. */
  readonly genre: ListeLettre | null;
}

const TITLE = titleAt('/infolettres/archives');

export function archivesPage({ frame, letters, genre }: ArchivesPageProps): JSX.Element {
  const { items, page, pages, total } = letters;
  return (
    <Layout
      frame={frame}
      title={page === 1 ? TITLE : `${TITLE}, page ${page}`}
      path="/infolettres/archives"
      trail={[
        ['/', 'Accueil'],
        ['/infolettres', titleAt('/infolettres')],
      ]}
      head={<link rel="alternate" type="application/atom+xml" title="Lettres" href="/infolettres.atom" />}
    >
      <h1 safe>{TITLE}</h1>
      <form method="get" action="/infolettres/archives" class="filtre">
        <div class="fr-select-group">
          <label class="fr-label" for="genre">
            Lettres
          </label>
          <select class="fr-select" id="genre" name="genre">
            <option value="" selected={genre === null}>
              Toutes
            </option>
            {letterLists.map((liste) => (
              <option value={liste} selected={liste === genre} safe>
                {listWords[liste].name}
              </option>
            ))}
          </select>
        </div>
        <button class="fr-btn fr-btn--secondary" type="submit">
          Filtrer
        </button>
      </form>
      <p safe>{countOf(total, genre)}</p>
      <LetterList letters={items} />
      <Pagination of="lettres" page={page} pages={pages} href={(other) => addressOf(other, genre)} />
      <p>
        <a class="fr-link" href="/infolettres">
          Les recevoir par courriel
        </a>{' '}
        ou les suivre{' '}
        <a class="fr-link" href="/infolettres.atom">
          dans un lecteur de flux (Atom)
        </a>
        .
      </p>
      <p>
        Les pannes et les maintenances passées sont dans la <a href="/incidents">page des incidents</a>.
      </p>
    </Layout>
  );
}

function countOf(total: number, genre: ListeLettre | null): string {
  const name = genre === null ? 'lettre' : listWords[genre].name.toLowerCase();
  if (total === 0) return `Aucune ${name} n’a encore été envoyée.`;
  return `${total} ${name}${total > 1 ? 's' : ''}, de la plus récente à la plus ancienne.`;
}

function addressOf(page: number, genre: ListeLettre | null): string {
  const query = new URLSearchParams();
  if (genre !== null) query.set('genre', genre);
  if (page > 1) query.set('page', String(page));
  return query.size === 0 ? '/infolettres/archives' : `/infolettres/archives?${query}`;
}
