/** The pages of one token, in the order in which one looks at them. */
const pages = [
  ['', 'Vue d’ensemble'],
  ['/statistiques', 'Statistiques'],
  ['/traces', 'Traces'],
  ['/consommation', 'Consommation'],
  ['/renouveler', 'Renouvellement'],
  ['/rotation', 'Fuite et remplacement'],
] as const;

export type JetonTab = (typeof pages)[number][0];

/** The way between the pages of one token; `current` is null on one that is beneath them. */
export function JetonTabs({ jti, current }: { jti: string; current: JetonTab | null }): JSX.Element {
  return (
    <nav class="fr-mb-4w" aria-label="Pages de ce jeton">
      <ul class="onglets-jeton">
        {pages.map(([tail, label]) => (
          <li>
            <a href={`/compte/jetons/${jti}${tail}`} aria-current={tail === current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
