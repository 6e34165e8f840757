interface PaginationProps {
  /** What is paged, for who hears the page. */
  readonly label: string;
  readonly page: number;
  readonly hasNext: boolean;
  readonly hrefOf: (page: number) => string;
}

/** Before and after: the length of such lists is of no use to anyone. */
export function Pagination({ label, page, hasNext, hrefOf }: PaginationProps): JSX.Element {
  if (page === 1 && !hasNext) return '';
  return (
    <nav class="fr-pagination" aria-label={label}>
      <ul class="fr-pagination__list">
        {page > 1 ? (
          <li>
            <a class="fr-pagination__link fr-pagination__link--prev" href={hrefOf(page - 1)}>
              Page précédente
            </a>
          </li>
        ) : (
          ''
        )}
        <li>
          <span class="fr-pagination__link" aria-current="page" safe>{`Page ${page}`}</span>
        </li>
        {hasNext ? (
          <li>
            <a class="fr-pagination__link fr-pagination__link--next" href={hrefOf(page + 1)}>
              Page suivante
            </a>
          </li>
        ) : (
          ''
        )}
      </ul>
    </nav>
  );
}
