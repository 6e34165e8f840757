import fs, { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TraceJournal } from './journal.ts';

const failure = vi.hoisted(() => ({ afterBytes: -1 }));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    default: real,
    writeSync: (fd: number, bytes: Buffer, offset: number) => {
      if (failure.afterBytes < 0) return real.writeSync(fd, bytes, offset);
      if (offset === 0 && failure.afterBytes > 0) return real.writeSync(fd, bytes, 0, failure.afterBytes);
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    },
  };
});

const directory = mkdtempSync(join(tmpdir(), 'journal-'));
afterEach(() => {
  failure.afterBytes = -1;
  for (const name of fs.readdirSync(directory)) rmSync(join(directory, name));
});

const append = (journal: TraceJournal, line: string): Promise<Error | null> =>
  new Promise((resolve) => journal.append(line, resolve));
const written = (journal: TraceJournal): string => {
  journal.rotate();
  return journal
    .finishedSegments()
    .map((path) => readFileSync(path, 'utf8'))
    .join('');
};

describe('journal of traces', () => {
  it('releases an answer once its line is in the file, all of a tick in one write', async () => {
    const journal = new TraceJournal(directory, () => undefined);
    expect(await Promise.all(['a', 'b', 'c'].map((line) => append(journal, line)))).toEqual([null, null, null]);
    expect(written(journal)).toBe('a\nb\nc\n');
  });

  it.each([
    0, 3,
  ])('holds the answer when the disk is full after %i bytes, and takes up cleanly after', async (bytes) => {
    const errors: Error[] = [];
    const journal = new TraceJournal(directory, (error) => errors.push(error));
    expect(await append(journal, 'avant')).toBeNull();
    failure.afterBytes = bytes;
    expect(await append(journal, 'perdue')).toMatchObject({ code: 'ENOSPC' });
    expect(errors).toHaveLength(1);
    failure.afterBytes = -1;
    expect(await append(journal, 'après')).toBeNull();
    expect(written(journal)).toBe('avant\naprès\n');
  });
});
