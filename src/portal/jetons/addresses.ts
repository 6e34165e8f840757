import { accountTrail } from './consommation/words.ts';

export const JETONS = '/compte/jetons';

/** The pages of one token. */
export const pageOf = (jti: string, page = ''): string => `${JETONS}/${jti}${page === '' ? '' : `/${page}`}`;

export const listTrail: readonly (readonly [string, string])[] = [...accountTrail, [JETONS, 'Mes jetons']];

export function jetonTrail({ jti, sujet }: { readonly jti: string; readonly sujet: string }) {
  return [...listTrail, [pageOf(jti), sujet] as const];
}

export type ByJti = { Params: { jti: string } };
