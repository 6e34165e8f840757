/** What a token grants, once its signature is verified: its claims (DECISIONS « Token »). */
export interface JetonClaims {
  readonly jti: string;
  readonly uid: string;
  readonly roles: readonly string[];
  /** Unix seconds; null when the token carries no end of its own. */
  readonly exp: number | null;
}

/**
 * What the `kid` of each token that we sign begins with. Its header then begins with the same 52 letters as no other issuer's:
 * whoever looks for secrets in code knows our tokens by them. Never changed: scanners elsewhere hold it.
 */
export const KID_MARK = 'apie-';

// 39 bytes: base64 has no letter astride what follows.
const HEAD = Buffer.from(`{"alg":"HS256","typ":"JWT","kid":"${KID_MARK}`).toString('base64url');

/** A token of ours among other texts, as a regular expression that every engine reads. */
export const tokenPattern = `\\b${HEAD}[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}`;

/** What the register says of a token; the register alone has authority. */
export interface RegisterEntry {
  readonly jti: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
  /** Unix milliseconds from which it is refused; infinite when nothing says so. */
  readonly refusedFrom: number;
  readonly openDataOnly: boolean;
  /** Our own prober's: it counts in no window, no ban, no statistics. */
  readonly isProbe: boolean;
}
