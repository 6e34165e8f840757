import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type JetonClaims, KID_MARK } from '../../core/jeton.ts';

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
  const verifiers = secrets.map(({ kid, secret }) => ({
    // Tokens signed before the mark carry the bare name.
    kids: [kid, marked(kid)],
    verify: createVerifier({
      key: secret,
      algorithms: ['HS256'],
      ignoreExpiration: true,
      ignoreNotBefore: true,
      cache: false,
    }),
  }));
  const first = secrets[0]?.kid ?? '';

  return (token) => {
    if (!hasCanonicalSignature(token)) return null;
    try {
      const decoded: unknown = decodeWhole(token);
      const kid = kidOf(decoded, first);
      // Two secrets may go by one name, marked for the one and bare for the other.
      const named = verifiers.filter(({ kids }) => kid !== null && kids.includes(kid));
      const payload = payloadOf(token, named);
      if (!claims.Check(payload)) return null;
      return { jti: payload.jti, uid: payload.uid, roles: payload.roles, exp: payload.exp ?? null };
    } catch {
      // Whatever is wrong with it (form, algorithm, signature), it is not a token of ours: one answer, 401.
      return null;
    }
  };
}

/** What a token says, once one of these has verified it. */
function payloadOf(token: string, verifiers: readonly { readonly verify: (token: string) => unknown }[]): unknown {
  for (const { verify } of verifiers) {
    try {
      return verify(token);
    } catch {
      // Not signed by this one.
    }
  }
  return null;
}

/** How a secret is named in the tokens that it signs. */
function marked(kid: string): string {
  return `${KID_MARK}${kid}`;
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
  const sign = createSigner({ key: current.secret, algorithm: 'HS256', kid: marked(current.kid) });
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
