import { describe, expect, it } from 'vitest';
import { readableBody } from './answer-body.ts';

const site = 'https://entreprise.exemple.fr';
const answer = (text: string, isCut = false) => readableBody({ status: 200, headers: [], text, isCut }, site);

describe('a body, to be read', () => {
  it('is laid out when it is JSON, shown as it came otherwise', () => {
    expect(answer('{"a":[1]}').text).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(answer('<html>').text).toBe('<html>');
    expect(answer('').text).toBe('');
  });

  it('is cut where nobody reads further, and says so', () => {
    const long = answer(JSON.stringify({ a: 'x'.repeat(200_000) }));
    expect([long.text.length, long.isCut]).toEqual([100_000, true]);
    expect(answer('{"a":1', true)).toMatchObject({ text: '{"a":1', isCut: true });
    expect(answer('{"a":1}').isCut).toBe(false);
  });

  it('leads to our documents, each once, and to nothing of anyone else', () => {
    const ours = `${site}/documents/0123-statuts.pdf`;
    const others = [
      'https://ailleurs.example/documents/a.pdf',
      'javascript:alert(1)',
      `${site}.ailleurs.example/documents/b`,
    ];
    expect(answer(JSON.stringify({ a: ours, b: [{ c: ours }], d: others })).documents).toEqual([ours]);
  });

  it('gives what lacks and the sentences of errors, in both their forms', () => {
    expect(answer('{"_indisponible":["/a"]}').missing).toEqual(['/a']);
    expect(answer('{"errors":["Un.",{"detail":"Deux."},3]}').sentences).toEqual(['Un.', 'Deux.']);
  });
});
