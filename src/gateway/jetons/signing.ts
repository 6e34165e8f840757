import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { JetonClaims } from '../../core/jeton.ts';

/** A secret that signs or has signed tokens. The first of a list signs; all verify. */
export interface SigningSecret {
  readonly kid: string;
  readonly secret: string;
}

export interface NewJeton {
  readonly jti: string;
  readonly uid: string;
  readonly roles: readonly string[];
  readonly subject: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const claims = Compile(
  Type.Object({
    uid: Type.String({ minLength: 1 }),
    jti: Type.String({ minLength: 1 }),
    roles: Type.Array(Type.String()),
    exp: Type.Optional(Type.Number()),
  }),
);
const header = Compile(Type.Object({ alg: Type.Literal('HS256'), kid: Type.Optional(Type.String()) }));
const decodeWhole = createDecoder({ complete: true });

/** Verifies a token's signature with the secret that its `kid` names, the first one without `kid`. Null = not a token of ours. */
export function createTokenReader(secrets: readonly SigningSecret[]): (token: string) => JetonClaims | null {
  const verifiers = new Map(
    secrets.map(({ kid, secret }) => [
      kid,
      createVerifier({
        key: secret,
        algorithms: ['HS256'],
        ignoreExpiration: true,
        ignoreNotBefore: true,
        cache: false,
      }),
    ]),
  );
  const first = secrets[0]?.kid ?? '';

  return (token) => {
    if (!hasCanonicalSignature(token)) return null;
    try {
      const decoded: unknown = decodeWhole(token);
      const kid = kidOf(decoded, first);
      const payload: unknown = kid === null ? null : verifiers.get(kid)?.(token);
      if (!claims.Check(payload)) return null;
      return { jti: payload.jti, uid: payload.uid, roles: payload.roles, exp: payload.exp ?? null };
    } catch {
      // Whatever is wrong with it (form, algorithm, signature), it is not a token of ours: one answer, 401.
      return null;
    }
  };
}

/** The last character of a signature carries unused bits: only one of its four spellings is the token that was issued. */
function hasCanonicalSignature(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

function kidOf(decoded: unknown, first: string): string | null {
  if (typeof decoded !== 'object' || decoded === null || !('header' in decoded)) return null;
  return header.Check(decoded.header) ? (decoded.header.kid ?? first) : null;
}

/** Signs new tokens with the first secret. */
export function createTokenSigner(secrets: readonly SigningSecret[]): (jeton: NewJeton) => string {
  const [current] = secrets;
  if (current === undefined) throw new Error('no signing secret');
  const sign = createSigner({ key: current.secret, algorithm: 'HS256', kid: current.kid });
  return ({ jti, uid, roles, subject, issuedAt, expiresAt }) =>
    sign({
      uid,
      jti,
      roles: [...roles],
      sub: subject,
      iat: Math.floor(issuedAt.getTime() / 1000),
      // A claim counts in whole seconds; the register, which has authority, ends the token at the very instant.
      exp: Math.ceil(expiresAt.getTime() / 1000),
      version: '1.0',
    });
}
