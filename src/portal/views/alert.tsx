import type { Children } from '@kitajs/html';

interface AlertProps {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly title: string;
  /**
   * What has just happened is told to who does not see it, and takes the focus: `fresh` for the answer to what the reader
   * has done, not for what the page says at each visit.
   */
  readonly fresh?: boolean;
  readonly children?: Children;
}

/** A message in a frame of its colour, which its title says in words. */
export function Alert({ kind, title, fresh, children }: AlertProps): JSX.Element {
  const spoken = fresh ? { role: kind === 'error' ? 'alert' : 'status', tabindex: '-1', autofocus: true } : {};
  return (
    <div class={`fr-alert fr-alert--${kind} fr-mb-4w`} {...spoken}>
      <p class="fr-alert__title" safe>
        {title}
      </p>
      {children}
    </div>
  );
}
