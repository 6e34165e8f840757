import type { Children } from '@kitajs/html';
import { CsrfField } from './csrf-field.tsx';
import type { Frame } from './frame.ts';

interface FormProps {
  readonly frame: Frame;
  readonly action: string;
  /** It has a `FileField`. */
  readonly withFiles?: boolean;
  readonly children?: Children;
}

/**
 * A form that changes something. The browser's own checks are off: ours say in French, all at once and in the page, what is
 * to be mended.
 */
export function Form({ frame, action, withFiles, children }: FormProps): JSX.Element {
  const encoding = withFiles ? { enctype: 'multipart/form-data' } : {};
  return (
    <form class="formulaire" method="post" action={action} {...encoding} novalidate>
      <CsrfField frame={frame} />
      {children}
    </form>
  );
}

interface SubmitButtonProps {
  readonly label: string;
  /** `secondary` beside a primary one; `tertiary` in a row of a table. */
  readonly rank?: 'secondary' | 'tertiary';
  /** What tells it from its likes in a list, for who does not see the row. */
  readonly about?: string;
  /** When a form has several: what each sends. */
  readonly name?: string;
  readonly value?: string;
}

export function SubmitButton({ label, rank, about, name, value }: SubmitButtonProps): JSX.Element {
  const kind = rank === undefined ? '' : ` fr-btn--${rank}`;
  return (
    <button
      class={`fr-btn${kind}${rank === 'tertiary' ? ' fr-btn--sm' : ''}`}
      type="submit"
      {...(name === undefined ? {} : { name })}
      {...(value === undefined ? {} : { value })}
    >
      <span safe>{label}</span>
      {about === undefined ? '' : <span class="fr-sr-only" safe>{` ${about}`}</span>}
    </button>
  );
}

/** A value that the form carries along. */
export function HiddenField({ name, value }: { name: string; value: string }): JSX.Element {
  return <input type="hidden" name={name} value={value} />;
}
