import { expect, it } from 'vitest';
import { RefusedTokens } from './refused-tokens.ts';

const total = (counts: readonly { nombre: number }[]): number => counts.reduce((sum, { nombre }) => sum + nombre, 0);

it('counts by minute, address, fingerprint and code, never keeping the token', () => {
  const refused = new RefusedTokens('cle');
  for (let call = 0; call < 3; call++) refused.note('1.2.3.4', 'un-jeton', '00101', 61_000);
  refused.note('1.2.3.4', '', '00101', 61_000);
  const counts = refused.take();
  expect(counts.map(({ nombre }) => nombre)).toEqual([3, 1]);
  expect(counts[0]?.minute).toEqual(new Date(60_000));
  expect(JSON.stringify(counts)).not.toContain('un-jeton');
  expect(refused.take()).toEqual([]);
});

it('loses none when the database is away, and adds to what came meanwhile', () => {
  const refused = new RefusedTokens('cle');
  refused.note('1.2.3.4', 'a', '00101', 0);
  const taken = refused.take();
  refused.note('1.2.3.4', 'a', '00101', 0);
  refused.giveBack(taken);
  expect(refused.take()).toMatchObject([{ nombre: 2 }]);
});

it('stays bounded under a flood, every refusal counted', () => {
  const refused = new RefusedTokens('cle');
  for (let call = 0; call < 12_000; call++) refused.note('1.2.3.4', `jeton ${call}`, '00101', 0);
  const counts = refused.take();
  expect(counts.length).toBeLessThanOrEqual(5001);
  expect(total(counts)).toBe(12_000);
  refused.giveBack(counts);
  expect(total(refused.take())).toBe(12_000);
});

it('says whose token was refused when its signature is ours, and of no other', () => {
  const claims = { jti: 'c0ffee00-0000-4000-8000-000000000001' };
  const token = `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
  const refused = new RefusedTokens('cle');
  for (const code of ['00101', '00103', '00105']) refused.note('1.2.3.4', token, code, 0);
  expect(refused.take().map(({ code, jti }) => [code, jti])).toEqual([
    ['00101', null],
    ['00103', claims.jti],
    ['00105', claims.jti],
  ]);
});
