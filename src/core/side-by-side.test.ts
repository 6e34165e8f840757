import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sideBySide } from './side-by-side.ts';

it('keeps the order of the items, and never more at once than asked', async () => {
  let underWay = 0;
  let most = 0;
  const results = await sideBySide([9, 1, 7, 3, 5, 2, 8], 3, async (item) => {
    most = Math.max(most, ++underWay);
    await delay(item);
    underWay--;
    return item * 10;
  });
  expect(results).toEqual([90, 10, 70, 30, 50, 20, 80]);
  expect(most).toBe(3);
});

it('begins nothing more once an item has failed', async () => {
  const begun: number[] = [];
  const work = sideBySide([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item);
    await delay(5);
    if (item === 1) throw new Error('broken');
  });
  await expect(work).rejects.toThrow('broken');
  await delay(30);
  expect(begun).toEqual([1, 2]);
});

it('has nothing to do with no item', async () => {
  expect(await sideBySide([], 4, () => Promise.reject(new Error('never')))).toEqual([]);
});
