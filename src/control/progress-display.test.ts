import { expect, it } from 'vitest';
import { createProgressDisplay } from './progress-display.ts';

function written(isTTY: boolean, now: () => number) {
  const texts: string[] = [];
  const display = createProgressDisplay(
    { isTTY, write: (text: string | Uint8Array) => texts.push(String(text)) > 0 },
    now,
  );
  return { texts, display };
}

it('draws a bar over itself on a terminal, and takes it away', () => {
  const { texts, display } = written(true, () => 0);
  display.show({ part: 0.5, text: '10 lignes' });
  display.show({ part: 2, text: '20 lignes' });
  display.clear();
  expect(texts[0]).toContain(`[${'█'.repeat(15)}${'·'.repeat(15)}]  50 % · 10 lignes`);
  expect(texts[1]).toContain('█'.repeat(30));
  expect(texts.every((text) => text.startsWith('\r'))).toBe(true);
});

it('writes a line every few seconds elsewhere', () => {
  let now = 0;
  const { texts, display } = written(false, () => now);
  for (; now <= 12_000; now += 500) display.show({ part: now / 12_000, text: 'x' });
  display.clear();
  expect(texts).toEqual([' 41 % · x\n', ' 83 % · x\n']);
});
