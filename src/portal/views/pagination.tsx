interface PaginationProps {
  /** What is paged, in words: « comptes ». */
  readonly of: string;
  readonly page: number;
  readonly pages: number;
  /** The address of a page. */
  readonly href: (page: number) => string;
}

/** Previous, next, and where one is; nothing when there is one page. */
export function Pagination({ of, page, pages, href }: PaginationProps): JSX.Element {
  if (pages <= 1) return '';
  return (
    <nav class="fr-pagination" aria-label={`Pages de la liste des ${of}`}>
      <ul class="fr-pagination__list pages">
        {page > 1 ? <PageLink href={href(page - 1)} label="Page précédente" /> : ''}
        <li>
          <span class="fr-pagination__link" aria-current="page" safe>{`Page ${page} sur ${pages}`}</span>
        </li>
        {page < pages ? <PageLink href={href(page + 1)} label="Page suivante" /> : ''}
      </ul>
    </nav>
  );
}

function PageLink({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <li>
      <a class="fr-pagination__link" href={href} safe>
        {label}
      </a>
    </li>
  );
}

/** The page asked by an address, kept within those there are. */
export function pageAsked(text: unknown, pages: number): number {
  const page = typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : 1;
  return Math.min(Math.max(page, 1), Math.max(pages, 1));
}
