import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EncryptionMark } from './encryption-mark.ts';

const before = `%PDF-1.7\n1 0 obj\n<< /EncryptMetadata true >>\n(/Encrypt or not)\n${'x'.repeat(200)}`;

function found(text: string, cuts: readonly number[]): boolean {
  const mark = new EncryptionMark();
  const bounds = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
  for (const [index, start] of bounds.slice(0, -1).entries()) {
    mark.see(Buffer.from(text.slice(start, bounds[index + 1]), 'latin1'));
  }
  return mark.found;
}

it.each(['/Encrypt 12 0 R', '/Encrypt<</V 4>>', '/Encrypt\r\n 5 0 R'])('sees %j however it is cut', (key) => {
  const text = `${before}trailer << /Size 3 ${key} >>\nstartxref`;
  fc.assert(fc.property(fc.array(fc.nat(500), { maxLength: 12 }), (cuts) => found(text, cuts)));
  for (let cut = 0; cut <= text.length; cut++) expect(found(text, [cut])).toBe(true);
  expect(
    found(
      text,
      Array.from(text, (_, index) => index),
    ),
  ).toBe(true);
});

it('sees none in a PDF that only speaks of it', () => {
  fc.assert(fc.property(fc.array(fc.nat(500)), (cuts) => !found(`${before}trailer << /Size 3 >>\nstartxref`, cuts)));
});
