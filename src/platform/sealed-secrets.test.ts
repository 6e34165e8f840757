import { describe, expect, it } from 'vitest';
import { createSealer } from './sealed-secrets.ts';

const first = { kid: '1', secret: 'a'.repeat(40) };
const second = { kid: 'é.2', secret: 'b'.repeat(40) };

describe('a sealed text', () => {
  it('opens for what it was sealed for, and never looks twice the same', () => {
    const sealer = createSealer([first]);
    const [one, two] = [sealer.seal('secret d’été', 'compte 1'), sealer.seal('secret d’été', 'compte 1')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('secret');
    expect([sealer.open(one, 'compte 1'), sealer.open(two, 'compte 1')]).toEqual(['secret d’été', 'secret d’été']);
    expect(sealer.open(one, 'compte 2')).toBeNull();
  });

  it('is still read once another secret seals, until the former is gone', () => {
    const before = createSealer([first]).seal('x', 'a');
    expect(createSealer([second, first]).open(before, 'a')).toBe('x');
    expect([createSealer([second, first]).isCurrent(before), createSealer([first]).isCurrent(before)]).toEqual([
      false,
      true,
    ]);
    expect(createSealer([second]).open(before, 'a')).toBeNull();
    const after = createSealer([second, first]).seal('y', 'a');
    expect(createSealer([second]).open(after, 'a')).toBe('y');
    // The same name, another secret.
    expect(createSealer([{ ...first, kid: 'é.2' }]).open(after, 'a')).toBeNull();
  });

  it('changed in any of its parts opens nothing, and no text at all is a failure', () => {
    const sealer = createSealer([first]);
    const parts = sealer.seal('un secret', 'a').split('.');
    expect(parts).toHaveLength(4);
    for (const index of parts.keys()) {
      const changed = parts.map((part, at) => (at === index ? `${part[0] === 'A' ? 'B' : 'A'}${part.slice(1)}` : part));
      expect(sealer.open(changed.join('.'), 'a')).toBeNull();
    }
    for (const text of ['', '.', 'MQ...', parts.slice(0, 2).join('.'), 'MQ.a.b.c'])
      expect(sealer.open(text, 'a')).toBeNull();
  });
});
