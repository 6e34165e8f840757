import { withoutTokens } from '../../core/token-in-text.ts';
import { FORM_TOKEN_FIELD } from '../views/csrf-field.tsx';
import type { FieldErrors } from '../views/error-summary.tsx';

interface CleanBody {
  /** What was sent, without the tokens: the only one to be read from then on. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly errors: FieldErrors;
}

const SENTENCE =
  'Ce champ contenait un jeton, que nous avons retiré et dont nous n’avons rien gardé. Un jeton ne se communique jamais, pas même au support.';

/** Takes tokens out of what a form has sent, before anything else reads it. */
export function withoutTypedTokens(sent: unknown): CleanBody {
  const errors: Record<string, string> = {};
  const clean = (field: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => clean(field, one));
    if (typeof value !== 'string') return undefined;
    const kept = withoutTokens(value);
    if (kept !== value) errors[field] = SENTENCE;
    return kept;
  };
  const fields = typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
  const body = fields
    .filter(([field]) => field !== FORM_TOKEN_FIELD)
    .map(([field, value]) => [field, clean(field, value)]);
  return { body: Object.fromEntries(body), errors };
}
