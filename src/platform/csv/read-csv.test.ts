import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, readCsv, UnreadableCsv } from './read-csv.ts';

describe('readCsv', () => {
  it.each([
    ['semicolons', 'a;b\n1,5;2\n'],
    ['commas', 'a,b\n"1,5",2\n'],
    ['a byte-order mark', '\ufeffa;b\n1,5;2\n'],
    ['CRLF', 'a;b\r\n1,5;2\r\n'],
    ['no end of line', 'a;b\n1,5;2'],
    ['blanks around the cells', ' a ; b \n 1,5 ; 2 \n'],
    ['quotes', '"a";"b"\n"1,5";"2"\n'],
    ['blank and empty lines', 'a;b\n\n1,5;2\n;\n\n'],
  ])('reads %s', async (_, text) => {
    const records = await collect(text);
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('numbers the lines as an editor does, whatever the size of the chunks', async () => {
    const text = `a;b\n\n${Array.from({ length: 100 }, (_, i) => `é${i};x`).join('\n')}\n`;
    for (const size of [1, 7, 100_000]) {
      const records = await collect(text, size);
      expect(records.at(0)?.line).toBe(1);
      expect(records.at(1)).toEqual({ line: 3, cells: ['é0', 'x'] });
      expect(records.at(-1)).toEqual({ line: 102, cells: ['é99', 'x'] });
    }
  });

  it('reads gzip', async () => {
    const records = await collect(gzipSync('a;b\n1;2\n'), 5);
    expect(records).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
    ]);
  });

  it('gives nothing of an empty file', async () => {
    expect(await collect('')).toEqual([]);
    expect(await collect('\ufeff')).toEqual([]);
  });

  it.each([
    ['Latin-1', Buffer.from('a;b\nx;y\n\u00e9t\u00e9;1\n', 'latin1'), 3, /UTF-8/],
    ['a cut archive', gzipSync('a;b\n1;2\n').subarray(0, 15), 1, /gzip/],
    ['a quote inside a cell', Buffer.from('a;b\nx"y;1\n'), 2, /guillemet/],
    ['a quote that never closes', Buffer.from(`a;b\n"x;1\n${'2;3\n'.repeat(50_000)}`), null, /64 Kio/],
  ])('refuses %s, and says where', async (_, bytes, line, sentence) => {
    const error = await collect(bytes, 1000).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableCsv);
    expect(error).toMatchObject({ message: expect.stringMatching(sentence), ...(line === null ? {} : { line }) });
  });

  it('passes on what breaks the source', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('a;b\n1;2\n');
      throw new Error('plus de réseau');
    }
    await expect(gather(readCsv(broken()))).rejects.toThrow('plus de réseau');
  });
});

function collect(content: string | Buffer, size = 64): Promise<CsvRecord[]> {
  const bytes = Buffer.from(content);
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  }
  return gather(readCsv(chunks()));
}

async function gather(records: AsyncIterable<CsvRecord>): Promise<CsvRecord[]> {
  const list: CsvRecord[] = [];
  for await (const record of records) list.push(record);
  return list;
}
