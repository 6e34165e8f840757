interface SummaryProps {
  readonly entries: readonly SummaryEntry[];
}

interface SummaryEntry {
  readonly id: string;
  readonly title: string;
}

/** Where the parts of a long page are. */
export function Summary({ entries }: SummaryProps): JSX.Element {
  return (
    <nav class="fr-summary sommaire-page" aria-labelledby="sommaire-titre">
      <h2 class="fr-summary__title" id="sommaire-titre">
        Sommaire
      </h2>
      <ol class="fr-summary__list">
        {entries.map(({ id, title }) => (
          <li>
            <a class="fr-summary__link" href={`#${id}`} safe>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
