import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { KeptFile } from './manifest.ts';

/** Writes a file that its owner alone reads, and says what it is. */
export async function keepBytes(
  folder: string,
  path: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  modified?: number,
): Promise<KeptFile> {
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const print = createHash('sha256');
  let count = 0;
  const measure = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      print.update(chunk);
      count += chunk.length;
      done(null, chunk);
    },
  });
  // Refused when it is there: nothing is ever written over.
  await pipeline(Readable.from(bytes), measure, createWriteStream(place, { mode: 0o600, flags: 'wx', flush: true }));
  if (modified !== undefined) await utimes(place, modified / 1000, modified / 1000);
  const { mtimeMs } = await stat(place);
  return { path, bytes: count, sha256: print.digest('hex'), modified: modified ?? mtimeMs };
}

/** Copies a file as it is; null when it has gone meanwhile. */
export async function keepCopy(from: string, folder: string, path: string): Promise<KeptFile | null> {
  const stats = await stat(from).catch(whenGone);
  if (stats === null) return null;
  const bytes = createReadStream(from);
  const opened = new Promise<boolean>((resolve, reject) => {
    bytes.once('open', () => resolve(true));
    bytes.once('error', (error) => (isGone(error) ? resolve(false) : reject(error)));
  });
  return (await opened) ? keepBytes(folder, path, bytes, stats.mtimeMs) : null;
}

/** What is wrong with a file of a backup, or null. */
export async function faultOf(folder: string, { path, bytes, sha256 }: KeptFile): Promise<string | null> {
  const print = createHash('sha256');
  let count = 0;
  try {
    for await (const chunk of createReadStream(join(folder, path))) {
      print.update(chunk);
      count += chunk.length;
    }
  } catch (error) {
    if (!isGone(error)) throw error;
    return `${path} manque`;
  }
  if (count !== bytes || print.digest('hex') !== sha256) return `${path} n'est plus ce qui avait été écrit`;
  return null;
}

function whenGone(error: unknown): null {
  if (isGone(error)) return null;
  throw error;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
