import { describe, expect, it } from 'vitest';
import { withoutTokens } from './token-in-text.ts';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiIxIiwianRpIjoiMiJ9.c2lnbmF0dXJlLWZpY3RpdmU';
const [head = '', claims = '', signature = ''] = token.split('.');

describe('a token pasted in a text', () => {
  it.each([
    ['alone', token, '[jeton retiré]'],
    ['in a sentence', `J’appelle avec ${token}, et rien.`, 'J’appelle avec [jeton retiré], et rien.'],
    ['in an address', `/v2/x?token=${token}&context=a`, '/v2/x?token=[jeton retiré]&context=a'],
    ['in a header', `Authorization: Bearer ${token}`, 'Authorization: Bearer [jeton retiré]'],
    ['twice', `${token} ${token}`, '[jeton retiré] [jeton retiré]'],
    ['without its signature', `${head}.${claims}`, '[jeton retiré]'],
    ['cut into lines', `${head}.\n${claims.slice(0, 9)}\n${claims.slice(9)}.${signature}`, ''],
    ['escaped', token.replaceAll('.', '%2E'), ''],
    ['in pieces of code', `"${head}." + "${claims}." + "${signature}"`, ''],
  ])('%s is taken out', (_, text, left) => {
    expect(withoutTokens(text)).toBe(left);
    expect(withoutTokens(text)).not.toContain(claims.slice(9));
  });

  it.each([
    'Un texte ordinaire. Il a des points... et des adresses : https://site.example/a.b.c',
    'L’en-tête commence par eyJhbGciOiJIUzI1NiJ9. Est-ce normal ?',
    '2f1c9b1e-0000-4000-8000-000000000000',
    '',
  ])('is not seen where there is none: %s', (text) => expect(withoutTokens(text)).toBe(text));

  it('is looked for in no time, whatever the text is made of', () => {
    const begun = performance.now();
    for (const text of ['eyJ'.repeat(7000), 'a.'.repeat(10_000), 'a'.repeat(20_000), 'eyJaaaaa.'.repeat(2000)])
      withoutTokens(text);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
