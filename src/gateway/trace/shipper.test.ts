import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TraceJournal } from './journal.ts';
import { restAfter, TraceShipper } from './shipper.ts';

let directory: string;
const SEGMENTS = 20;
const line = (segment: number) => `{"segment":${segment}}`;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'expedition-'));
  for (let segment = 0; segment < SEGMENTS; segment++) {
    writeFileSync(join(directory, `000000000000001-${String(segment).padStart(6, '0')}.ndjson`), `${line(segment)}\n`);
  }
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function shipper(keep: (lines: readonly string[]) => Promise<void>): TraceShipper {
  const journal = new TraceJournal(directory, (error) => {
    throw error;
  });
  return new TraceShipper({ journal, keep, onDelay: () => undefined, everyMs: 1 });
}

it('ships every segment, oldest first, and removes it', async () => {
  const kept: string[] = [];
  await shipper(async (lines) => {
    kept.push(...lines);
  }).drain();
  expect(kept).toEqual(Array.from({ length: SEGMENTS }, (_, segment) => line(segment)));
  expect(readdirSync(directory)).toEqual([]);
});

it('leaves a segment that the database refuses, and the next ones, for another time', async () => {
  const refusing = shipper(async ([first]) => {
    if (first === line(3)) throw new Error('base absente');
  });
  await expect(refusing.drain()).rejects.toThrow('base absente');
  expect(readdirSync(directory)).toHaveLength(SEGMENTS - 3);
});

it('two drains at once both end with everything shipped', async () => {
  let calls = 0;
  const slow = shipper(async () => {
    calls++;
    await delay(1);
  });
  await Promise.all([slow.drain(), slow.drain()]);
  expect([calls, readdirSync(directory)]).toEqual([SEGMENTS, []]);
});

it('stops after the batch under way, however long the backlog, and leaves the rest for the next start', async () => {
  const kept: string[] = [];
  let begun = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const stopping = shipper(async (lines) => {
    begun();
    await delay(5);
    kept.push(...lines);
  });
  stopping.start();
  await first;
  await stopping.stop();
  expect(kept).toEqual([line(0)]);
  await shipper(async (lines) => {
    kept.push(...lines);
  }).drain();
  expect(new Set(kept).size).toBe(SEGMENTS);
  expect(readdirSync(directory)).toEqual([]);
});

it('rests long while calls are answered, less once traces have waited for half a minute, not at all under a heavy backlog', () => {
  expect(restAfter(10, { segments: 2, waitedMs: 12_000 })).toBe(250);
  expect(restAfter(10, { segments: 2, waitedMs: 31_000 })).toBe(50);
  expect(restAfter(10, { segments: 65, waitedMs: 12_000 })).toBe(0);
});
