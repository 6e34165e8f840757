import type { Etape } from '../../../jetons/prolongation/etapes.ts';

export type ByJti = { Params: { jti: string } };

/** The pages of a token's renewal. */
export const renewalOf = (jti: string): string => `/compte/jetons/${jti}/renouveler`;
export const prolongationOf = (jti: string, etape?: Etape): string =>
  `/compte/jetons/${jti}/prolonger${etape === undefined ? '' : `/${etape}`}`;

export function jetonTrail({ jti, sujet }: { readonly jti: string; readonly sujet: string }) {
  return [
    ['/', 'Accueil'],
    ['/compte', 'Mon compte'],
    ['/compte/jetons', 'Mes jetons'],
    [`/compte/jetons/${jti}`, sujet],
  ] as const;
}
