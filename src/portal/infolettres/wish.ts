import { canonicalEmail } from '../../core/email.ts';
import { isLetterList } from '../../letters/lists.ts';
import type { LetterWish } from '../../letters/subscriber-desk.ts';
import type { ListeLettre } from '../../records/tables/letters.ts';
import { textOf, valuesOf } from '../shared/form-body.ts';
import type { FieldErrors } from '../views/error-summary.tsx';

/** What the form held, to be shown again. */
export interface Typed {
  readonly email: string;
  readonly listes: readonly ListeLettre[];
}

export const blank: Typed = { email: '', listes: [] };

export function typedIn(body: unknown): Typed {
  return { email: textOf(body, 'email'), listes: listsIn(body) };
}

export function listsIn(body: unknown): ListeLettre[] {
  return valuesOf(body, 'liste').filter(isLetterList);
}

/** What is asked, or what is to be mended in how it is. */
export function readWish({
  email: text,
  listes,
}: Typed): { readonly wish: LetterWish } | { readonly errors: FieldErrors } {
  const email = canonicalEmail(text);
  if (email !== null && listes.length > 0) return { wish: { email, listes } };
  return {
    errors: {
      ...(email === null ? { email: 'Saisissez une adresse complète, comme prenom.nom@ministere.example.' } : {}),
      ...(listes.length === 0 ? { liste: 'Cochez au moins une lettre.' } : {}),
    },
  };
}
