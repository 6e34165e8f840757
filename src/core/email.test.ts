import { describe, expect, it } from 'vitest';
import { canonicalEmail } from './email.ts';

describe('an e-mail address', () => {
  it.each([
    ['Prenom.Nom@Ministere.example', 'prenom.nom@ministere.example'],
    ['  a+b@c.example\n', 'a+b@c.example'],
    ['o’neil@été.example', 'o’neil@été.example'],
    ["d'arc@ville.example", "d'arc@ville.example"],
  ])('%j is known as %s', (typed, known) => expect(canonicalEmail(typed)).toBe(known));

  it.each([
    '',
    'a',
    'a@b',
    '@b.example',
    'a@.example',
    'a@b..example',
    'a b@c.example',
    'a@b@c.example',
    'a\0@b.example',
    '<a@b.example>',
    'a@b.example,c@d.example',
    `${'a'.repeat(250)}@b.example`,
    'a\r\nBcc: x@y.example',
  ])('%j is none', (typed) => expect(canonicalEmail(typed)).toBeNull());
});
