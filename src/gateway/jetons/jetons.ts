import type { Clock } from '../../core/clock.ts';
import { type Failure, generalFailure } from '../../core/failure.ts';
import type { JetonClaims } from '../../core/jeton.ts';
import type { Register } from './register.ts';

/** A token that has passed: whose it is, what it opens. */
export interface Jeton {
  readonly jti: string;
  readonly uid: string;
  readonly roles: readonly string[];
  readonly openDataOnly: boolean;
}

/** Verified tokens kept in memory. */
const CACHE_MAX = 20_000;

/**
 * Tells what a token grants now. The signature is verified once per token; its end and the register are read at each call.
 * Throws 00101 (unknown or invalid), 00103 (expired), 00105 (revoked).
 */
export function createJetons(
  read: (token: string) => JetonClaims | null,
  register: Register,
  clock: Clock,
): (token: string) => Jeton {
  const verified = new Map<string, { readonly token: string; readonly claims: JetonClaims }>();

  /**
   * Found by its signature (a token is long, and costs to hash), believed on the whole string only:
   * two tokens with the same signature, or the same jti, are not the same rights.
   */
  function claimsOf(token: string): JetonClaims | null {
    const signature = token.slice(token.lastIndexOf('.') + 1);
    const known = verified.get(signature);
    if (known?.token === token) return known.claims;
    const claims = read(token);
    if (claims === null) return null;
    if (verified.size >= CACHE_MAX) verified.clear();
    verified.set(signature, { token, claims });
    return claims;
  }

  return (token) => {
    const claims = claimsOf(token);
    if (claims === null) throw refusal('00101');
    const entry = register.find(claims.jti);
    if (entry === undefined) throw refusal('00101');
    if (entry.revoked) throw refusal('00105');
    const now = clock.now();
    if (now >= entry.expiresAt || (claims.exp !== null && now >= claims.exp * 1000)) throw refusal('00103');
    return { jti: claims.jti, uid: claims.uid, roles: claims.roles, openDataOnly: entry.openDataOnly };
  };
}

function refusal(code: '00101' | '00103' | '00105'): Failure {
  return generalFailure(code);
}
