import argon2 from 'argon2';
import { expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = createPasswords();

it('hashes with argon2id at its floor, never twice the same', async () => {
  const [one, other] = [await passwords.hash('mot'), await passwords.hash('mot')];
  expect(one).toMatch(/^\$argon2id\$v=19\$/);
  expect(argon2.needsRehash(one, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })).toBe(false);
  expect(one).not.toBe(other);
});

it('knows the right one, whatever the way its accents are typed', async () => {
  const hash = await passwords.hash('été');
  expect(await passwords.verify(hash, 'e\u0301te\u0301')).toBe(true);
  expect(await passwords.verify(hash, 'ete')).toBe(false);
});

it('compares with something as costly when there is nothing to compare with, and never agrees', async () => {
  expect(await passwords.verify(undefined, 'mot')).toBe(false);
  expect(await passwords.verify(undefined, '')).toBe(false);
  const time = async (hash: string | undefined): Promise<number> => {
    const startedAt = performance.now();
    for (let turn = 0; turn < 5; turn++) await passwords.verify(hash, 'mot');
    return performance.now() - startedAt;
  };
  const hash = await passwords.hash('autre');
  const [known, unknown] = [await time(hash), await time(undefined)];
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(5);
});

it('refuses, as worth trying again, what would wait too long', async () => {
  const asked = Array.from({ length: 120 }, () => passwords.verify(undefined, 'mot'));
  const settled = await Promise.allSettled(asked);
  const refused = settled.filter((result) => result.status === 'rejected').map(({ reason }) => reason.statusCode);
  expect(refused).toEqual(Array(20).fill(503));
  expect(await passwords.verify(await passwords.hash('mot'), 'mot')).toBe(true);
}, 30_000);
