import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followFile } from './followed-file.ts';

let folder: string;
let path: string;
let now: number;
const refused: unknown[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suivi-'));
  path = join(folder, 'fichier.json');
  now = 0;
  refused.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const follow = () =>
  followFile<unknown>({
    path,
    parse: (text) => JSON.parse(text),
    onRefused: (error) => refused.push(error),
    everyMs: 10_000,
    now: () => now,
  });

describe('a followed file', () => {
  it('is read again when it has changed, not before its time', () => {
    writeFileSync(path, '1');
    const value = follow();
    expect(value()).toBe(1);
    writeFileSync(path, '234');
    expect(value()).toBe(1);
    now = 10_000;
    expect(value()).toBe(234);
  });

  it('keeps what was known when it becomes unreadable or goes away, and says so once', () => {
    writeFileSync(path, '1');
    const value = follow();
    writeFileSync(path, 'illisible');
    now = 10_000;
    expect(value()).toBe(1);
    now = 20_000;
    expect(value()).toBe(1);
    expect(refused).toHaveLength(1);
    rmSync(path);
    now = 30_000;
    expect(value()).toBe(1);
    expect(refused).toHaveLength(2);
  });

  it('that cannot be read at first is refused', () => {
    writeFileSync(path, 'illisible');
    expect(follow).toThrow();
  });
});
