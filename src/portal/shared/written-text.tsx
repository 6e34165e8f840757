import type { Written } from './written.ts';

/** A text of the site, no wider than what is read with ease. */
export function WrittenText({ text: { html } }: { text: Written }): JSX.Element {
  return <div class="redaction">{html}</div>;
}
