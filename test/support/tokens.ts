import { createHmac, randomUUID } from 'node:crypto';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims of an invented token, complete. */
export const inventedClaims = (): Record<string, unknown> => ({
  uid: randomUUID(),
  jti: randomUUID(),
  roles: ['msa_cotisations'],
  sub: 'essai',
  iat: 1_700_000_000,
  exp: 4_000_000_000,
  version: '1.0',
});

/** Signs a token by hand, with any header: what a forger can do. */
export function forge(secret: string, claims: unknown, header: Record<string, unknown> = {}): string {
  const content = `${part({ alg: 'HS256', typ: 'JWT', ...header })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

/** The same token with other claims and its first signature. */
export function withClaims(token: string, change: Record<string, unknown>): string {
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${part({ ...claimsOf(token), ...change })}.${signature}`;
}

/** The same token with another header and its first signature. */
export function withHeader(token: string, header: Record<string, unknown>): string {
  const [, payload = '', signature = ''] = token.split('.');
  return `${part(header)}.${payload}.${signature}`;
}

export function claimsOf(token: string): Record<string, unknown> {
  const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return typeof claims === 'object' && claims !== null ? { ...claims } : {};
}
