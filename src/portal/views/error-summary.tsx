import type { Children } from '@kitajs/html';
import { fieldId } from './fields.tsx';

/** By field, what is wrong with what was sent; in the order of the page. */
export type FieldErrors = Readonly<Record<string, string>>;

/** As the page opens, without a script; spread, since the types know it of form fields alone. */
const takesFocus = { tabindex: '-1', autofocus: true };

interface ErrorSummaryProps {
  readonly errors: FieldErrors;
  /** What it says first; how many errors there are, by default. */
  readonly title?: string;
  /** What may be done besides. */
  readonly children?: Children;
}

/** On top of a form that was refused: each error, leading to its field. It takes the focus when the page opens. */
export function ErrorSummary({ errors, title, children }: ErrorSummaryProps): JSX.Element {
  const listed = Object.entries(errors);
  if (listed.length === 0) return '';
  return (
    <div class="fr-alert fr-alert--error fr-mb-4w" role="alert" {...takesFocus}>
      <p class="fr-alert__title" safe>
        {title ?? (listed.length === 1 ? 'Une erreur est à corriger' : `${listed.length} erreurs sont à corriger`)}
      </p>
      <ul>
        {listed.map(([name, error]) => (
          <li>
            <a href={`#${fieldId(name)}`} safe>
              {error}
            </a>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
