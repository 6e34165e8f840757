import type { Clock } from '../../core/clock.ts';
import { type Failure, generalFailure } from '../../core/failure.ts';
import type { JetonClaims, RegisterEntry } from '../../core/jeton.ts';
import { noticeDays } from '../../core/terms.ts';
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
  /** When it ends, as answers tell it, and from when on they do: Unix milliseconds. */
  readonly end: string;
  readonly endToldFrom: number;
}

/** Verified tokens kept in memory. */
const CACHE_MAX = 20_000;
/** Answers tell the end of a token as long before it as its first notice. */
const TOLD_MS = noticeDays[0] * 86_400_000;

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
    const made: Verified = { token, claims, rights: new Set(claims.roles), granted: null };
    if (verified.size >= CACHE_MAX) verified.clear();
    verified.set(signature, made);
    return made;
  }

  return (token) => {
    const found = verify(token);
    if (found === null) throw refusal('00101');
    const { jti, exp } = found.claims;
    const entry = register.find(jti);
    if (entry === undefined) throw refusal('00101');
    const now = clock.now();
    if (now >= entry.refusedFrom) throw refusal('00105');
    if (now >= entry.expiresAt || (exp !== null && now >= exp * 1000)) throw refusal('00103');
    // The register gives another entry when something has changed: until then, nothing is made again.
    if (found.granted?.by !== entry) found.granted = { by: entry, jeton: grantedBy(entry, found) };
    return found.granted.jeton;
  };
}

function grantedBy(entry: RegisterEntry, { claims, rights }: Verified): Jeton {
  const { jti, uid, roles, exp } = claims;
  const { openDataOnly, isProbe, expiresAt, refusedFrom } = entry;
  const end = Math.min(expiresAt, refusedFrom, exp === null ? expiresAt : exp * 1000);
  return {
    jti,
    uid,
    roles,
    rights,
    openDataOnly,
    isProbe,
    end: new Date(end).toISOString(),
    endToldFrom: end - TOLD_MS,
  };
}

interface Verified {
  readonly token: string;
  readonly claims: JetonClaims;
  readonly rights: ReadonlySet<string>;
  /** What it grants, as long as the register says the same of it. */
  granted: { readonly by: RegisterEntry; readonly jeton: Jeton } | null;
}

function refusal(code: '00101' | '00103' | '00105'): Failure {
  return generalFailure(code);
}
