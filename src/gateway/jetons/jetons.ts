import type { Clock } from '../../core/clock.ts';
import { type Failure, generalFailure } from '../../core/failure.ts';
import type { JetonClaims } from '../../core/jeton.ts';
import type { Register } from './register.ts';

/** A token that has passed: whose it is, what it opens. */
export interface Jeton {
  readonly jti: string;
  readonly uid: string;
  /** As the token lists them. */
  readonly roles: readonly string[];
  readonly rights: ReadonlySet<string>;
  readonly openDataOnly: boolean;
  readonly isProbe: boolean;
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
  const verified = new Map<string, Verified>();

  /**
   * Found by its signature (a token is long, and costs to hash), believed on the whole string only:
   * two tokens with the same signature, or the same jti, are not the same rights.
   */
  function verify(token: string): Verified | null {
    const signature = token.slice(token.lastIndexOf('.') + 1);
    const known = verified.get(signature);
    if (known?.token === token) return known;
    const claims = read(token);
    if (claims === null) return null;
    const { jti, uid, roles, exp } = claims;
    const made = {
      token,
      exp,
      jeton: { jti, uid, roles, rights: new Set(roles), openDataOnly: false, isProbe: false },
    };
    if (verified.size >= CACHE_MAX) verified.clear();
    verified.set(signature, made);
    return made;
  }

  return (token) => {
    const found = verify(token);
    if (found === null) throw refusal('00101');
    const { jeton, exp } = found;
    const entry = register.find(jeton.jti);
    if (entry === undefined) throw refusal('00101');
    const now = clock.now();
    if (now >= entry.refusedFrom) throw refusal('00105');
    if (now >= entry.expiresAt || (exp !== null && now >= exp * 1000)) throw refusal('00103');
    const { openDataOnly, isProbe } = entry;
    return openDataOnly || isProbe ? { ...jeton, openDataOnly, isProbe } : jeton;
  };
}

interface Verified {
  readonly token: string;
  /** Unix seconds; null when the token has no end of its own. */
  readonly exp: number | null;
  readonly jeton: Jeton;
}

function refusal(code: '00101' | '00103' | '00105'): Failure {
  return generalFailure(code);
}
