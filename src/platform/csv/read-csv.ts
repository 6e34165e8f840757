import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';

/** One record: its cells, trimmed, and the number of the line where it ends. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rest of the file cannot be read; the sentence, for the operator, has no full stop. */
export class UnreadableCsv extends Error {
  readonly line: number;

  constructor(line: number, sentence: string) {
    super(sentence);
    this.line = line;
  }
}

/** Two opening quotes far apart would otherwise make one endless cell. */
const RECORD_MAX_BYTES = 65_536;
const LINE_FEED = 10;

/**
 * Reads a CSV file as it comes, in bounded memory: UTF-8 with or without a byte-order mark, separated by `;` or `,` (the
 * first line says which), plain or gzip. Blank lines are passed over; the first record is the header, if there is one.
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord> {
  const { first, all } = await peek(plain(await peek(bytes)));
  const parser = parse({
    delimiter: separatorOf(first),
    bom: true,
    trim: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: RECORD_MAX_BYTES,
  });
  // Told to the reader of the parser, which the pipeline destroys with the error.
  pipeline(Readable.from(checkedUtf8(all)), parser, () => undefined);
  try {
    for await (const { record, info } of recordsOf(parser)) yield { line: info.lines, cells: record };
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableCsv(lineOf(error), sentenceOf(error)) : error;
  }
}

interface Peeked {
  readonly first: Buffer;
  readonly all: AsyncIterable<Buffer>;
}

/** Looks at the start without losing it: up to the end of the first line, or a record's worth. */
async function peek(bytes: AsyncIterable<Buffer>): Promise<Peeked> {
  const chunks = bytes[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  let isOver = false;
  while (!isOver && first.length < RECORD_MAX_BYTES && !first.includes(LINE_FEED)) {
    const { done, value } = await chunks.next();
    isOver = done === true;
    if (!isOver) first = Buffer.concat([first, value]);
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    if (!isOver) yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { first, all: all() };
}

function plain({ first, all }: Peeked): AsyncIterable<Buffer> {
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  return isGzip ? gunzipped(all) : all;
}

async function* gunzipped(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  pipeline(Readable.from(bytes), gunzip, () => undefined);
  try {
    for await (const chunk of gunzip) yield Buffer.from(chunk);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    throw new UnreadableCsv(1, "l'archive gzip est incomplète ou abîmée");
  }
}

/** Names of columns hold neither; a comma in another line may be a decimal one. */
function separatorOf(first: Buffer): ';' | ',' {
  const [header = ''] = first.toString('utf8').split('\n', 1);
  return header.split(';').length >= header.split(',').length ? ';' : ',';
}

async function* checkedUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for await (const chunk of bytes) {
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      throw new UnreadableCsv(line + goodLines(chunk), "le texte n'est pas en UTF-8");
    }
    line += linesIn(chunk);
    yield chunk;
  }
  try {
    decoder.decode();
  } catch {
    throw new UnreadableCsv(line, "le texte n'est pas en UTF-8");
  }
}

function goodLines(chunk: Buffer): number {
  let count = 0;
  for (let start = 0; start < chunk.length; count++) {
    const end = chunk.indexOf(LINE_FEED, start);
    // A first line that is cut inside a character is good: what follows it says so.
    if (end === -1 || (count > 0 && !isUtf8(chunk.subarray(start, end)))) return count;
    start = end + 1;
  }
  return count;
}

function linesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** With `info` and without `columns`, csv-parse gives each record so. */
function recordsOf(parser: ReturnType<typeof parse>): AsyncIterable<ParsedRecord> {
  return parser as AsyncIterable<ParsedRecord>;
}

function lineOf(error: CsvError): number {
  const lines: unknown = Reflect.get(error, 'lines');
  return typeof lines === 'number' ? lines : 1;
}

function sentenceOf({ code }: CsvError): string {
  return code === 'CSV_MAX_RECORD_SIZE'
    ? `une ligne dépasse ${RECORD_MAX_BYTES / 1024} Kio (un guillemet sans son pareil ?)`
    : 'un guillemet est mal placé';
}
