const MAX_ROWS = 1000;
const MAX_CHARACTERS = 4_000_000;

/** Cuts rows into JSON arrays, each small enough to be the one parameter of one statement. */
export function* jsonBatches(rows: Iterable<object>): Generator<string> {
  let batch: string[] = [];
  let size = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (batch.length === MAX_ROWS || (batch.length > 0 && size + json.length > MAX_CHARACTERS)) {
      yield `[${batch.join(',')}]`;
      batch = [];
      size = 0;
    }
    batch.push(json);
    size += json.length;
  }
  if (batch.length > 0) yield `[${batch.join(',')}]`;
}
