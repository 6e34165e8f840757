/** What a token grants, once its signature is verified: its claims (DECISIONS « Token »). */
export interface JetonClaims {
  readonly jti: string;
  readonly uid: string;
  readonly roles: readonly string[];
  /** Unix seconds; null when the token carries no end of its own. */
  readonly exp: number | null;
}

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
