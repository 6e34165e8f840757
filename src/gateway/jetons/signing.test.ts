import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { createSigner } from 'fast-jwt';
import { describe, expect, it } from 'vitest';
import { KID_MARK, tokenPattern } from '../../core/jeton.ts';
import { createTokenReader, createTokenSigner, type NewJeton } from './signing.ts';

const current = { kid: '2', secret: 'un secret de test, assez long pour signer, 2' };
const former = { kid: '1', secret: 'un secret de test, assez long pour signer, 1' };
const pattern = new RegExp(tokenPattern);

const kid = fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.constantFrom('1', 'apie-1', '"', 'é.2'));
const jeton: fc.Arbitrary<NewJeton> = fc.record({
  jti: fc.uuid(),
  uid: fc.uuid(),
  roles: fc.array(fc.string()),
  subject: fc.string({ unit: 'grapheme' }),
  issuedAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  expiresAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
});
/** As every version before the mark signed. */
const signBare = (secret: typeof current, claims: object) =>
  createSigner({ key: secret.secret, algorithm: 'HS256', kid: secret.kid })(claims);
const claims = { jti: 'a', uid: 'b', roles: ['c'] };

describe('a token that leaks is known for ours', () => {
  it('every token that we sign matches the documented expression, whole, and is read back', () => {
    fc.assert(
      fc.property(jeton, kid, (issued, name) => {
        const secret = { ...current, kid: name };
        const token = createTokenSigner([secret])(issued);
        expect(pattern.exec(`jeton = "${token}"`)?.[0]).toBe(token);
        expect(createTokenReader([secret])(token)?.jti).toBe(issued.jti);
      }),
    );
  });

  it('the expression that operators are given is that one', () => {
    const document = resolve(import.meta.dirname, '../../../docs/exploitation/fuites.md');
    expect(readFileSync(document, 'utf8').split(tokenPattern)).toHaveLength(3);
  });

  it('tokens of others do not, whatever their algorithm, their kid and the order of their header', () => {
    const other = fc.record(
      {
        alg: fc.constantFrom('HS256', 'HS512', 'RS256', 'ES256', 'EdDSA', 'none'),
        typ: fc.constantFrom('JWT', 'at+jwt', 'jwt'),
        kid: fc.oneof(fc.string(), fc.constantFrom('1', 'api', 'apie', 'APIE-1', 'x-apie-1')),
        jku: fc.webUrl(),
      },
      { requiredKeys: ['alg'] },
    );
    const orders = fc.tuple(other, fc.boolean()).filter(([{ kid: name }]) => !name?.startsWith(KID_MARK));
    fc.assert(
      fc.property(orders, fc.uint8Array({ minLength: 32, maxLength: 64 }), ([header, isReversed], signature) => {
        const entries = Object.entries(header);
        const written = Object.fromEntries(isReversed ? entries.toReversed() : entries);
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const token = `${part(written)}.${part(claims)}.${Buffer.from(signature).toString('base64url')}`;
        expect(pattern.test(token)).toBe(false);
      }),
    );
  });
});

describe('tokens of before the mark still pass', () => {
  const read = createTokenReader([current, former]);

  it.each([
    ['the bare name of the current secret', signBare(current, claims)],
    ['the bare name of the former secret', signBare(former, claims)],
    ['no name', createSigner({ key: current.secret, algorithm: 'HS256' })(claims)],
    ['the marked name of the former secret', signBare({ ...former, kid: `${KID_MARK}1` }, claims)],
  ])('%s', (_, token) => {
    expect(read(token)?.jti).toBe('a');
  });

  it.each([
    ['the name of another secret', signBare({ ...former, kid: '2' }, claims)],
    ['a name that nobody has', signBare({ ...current, kid: '3' }, claims)],
    ['no name, and the former secret', createSigner({ key: former.secret, algorithm: 'HS256' })(claims)],
  ])('%s does not', (_, token) => {
    expect(read(token)).toBeNull();
  });

  it('two secrets whose names differ by the mark alone are both believed', () => {
    const confusing = { ...former, kid: `${KID_MARK}2` };
    const both = createTokenReader([current, confusing]);
    const issued = { ...claims, subject: 's', issuedAt: new Date(0), expiresAt: new Date(1) };
    for (const token of [signBare(confusing, claims), createTokenSigner([current])(issued)])
      expect(both(token)?.jti).toBe('a');
  });
});
