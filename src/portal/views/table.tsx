import type { Children } from '@kitajs/html';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** On a narrow screen, a row becomes a block of lines instead of scrolling. */
  readonly folds?: boolean;
  /** One or several `<tbody>`. */
  readonly children?: Children;
}

/** A table that scrolls in its own box on a narrow screen, reachable by keyboard. */
export function Table({ caption, columns, folds, children }: TableProps): JSX.Element {
  return (
    <div class={folds ? 'fr-table tableau-pliant' : 'fr-table'}>
      <div class="fr-table__wrapper">
        <div class="fr-table__container">
          <section class="fr-table__content" tabindex="0" aria-label={caption}>
            <table>
              <caption safe>{caption}</caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th scope="col" safe>
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              {children}
            </table>
          </section>
        </div>
      </div>
    </div>
  );
}
