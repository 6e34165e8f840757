import type { Children } from '@kitajs/html';

export interface SummaryRow {
  readonly label: string;
  readonly value: Children;
  /** Where it is changed. */
  readonly href: string;
}

/** What was typed, line by line, each with the way to change it. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }): JSX.Element {
  return (
    <dl class="releve">
      {rows.map(({ label, value, href }) => (
        <div>
          <dt safe>{label}</dt>
          <dd>{value}</dd>
          <dd class="releve-action">
            <a class="fr-link fr-link--sm" href={href}>
              Modifier<span class="fr-sr-only" safe>{` : ${label}`}</span>
            </a>
          </dd>
        </div>
      ))}
    </dl>
  );
}
