import type { Frame } from './frame.ts';

/** The field that carries the token of a form. */
export const FORM_TOKEN_FIELD = '_csrf';

/** What makes a form ours: without it, what it sends is refused. */
export function CsrfField({ frame }: { frame: Frame }): JSX.Element {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={frame.formToken} />;
}
