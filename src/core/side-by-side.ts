/** Runs the same work on each item, at most `width` at once; results are in the order of the items. Ends at the first failure. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = ranked(items);

  async function lane(): Promise<void> {
    for (const [rank, item] of left) results[rank] = await work(item);
  }

  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** A generator, unlike an array's iterator, is closed for every lane when the loop of one of them throws. */
function* ranked<Item>(items: readonly Item[]): Generator<[number, Item]> {
  yield* items.entries();
}
