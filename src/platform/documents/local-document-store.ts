import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { readdir, rename, stat, truncate, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import type { DocumentStore, FoundDocument } from '../../core/document.ts';
import { FileDraft, removeUnfinished } from './file-draft.ts';

interface LocalStoreOptions {
  readonly directory: string;
  readonly publicUrl: string;
  readonly lifeSeconds: number;
  readonly clock: Clock;
}

/** 160 random bits, then what the document is; no identifier. */
const NAME = /^[0-9a-f]{40}-[a-z_]+\.(pdf|zip)$/;
/** An expired document's empty file stays this long, so that its address says « expired » and not « unknown ». */
const TOMBSTONE_MS = 90 * 24 * 3600 * 1000;

/**
 * Documents in a local folder. The end of life of a document is the modification time of its file;
 * an expired one is emptied by the sweep and removed three months later.
 */
export function createLocalDocumentStore({
  directory,
  publicUrl,
  lifeSeconds,
  clock,
}: LocalStoreOptions): DocumentStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  removeUnfinished(directory);

  async function sweepOne(name: string): Promise<boolean> {
    const path = join(directory, name);
    const { size, mtimeMs } = await stat(path);
    const now = clock.now();
    if (mtimeMs + TOMBSTONE_MS < now) await unlink(path);
    else if (mtimeMs <= now && size > 0) await empty(path, mtimeMs);
    else return false;
    return size > 0;
  }

  return {
    begin: ({ format, label }) => {
      const name = `${randomBytes(20).toString('hex')}-${label}.${format}`;
      const path = join(directory, name);
      return new FileDraft(path, async (file) => {
        const expiresAt = new Date(clock.now() + lifeSeconds * 1000);
        const seconds = expiresAt.getTime() / 1000;
        await utimes(file, seconds, seconds);
        await rename(file, path);
        return { url: `${publicUrl}/documents/${name}`, expiresAt };
      });
    },
    find: async (name): Promise<FoundDocument> => {
      if (!NAME.test(name)) return { state: 'unknown' };
      const path = join(directory, name);
      const found = await stat(path).catch(whenAbsent);
      if (found === null) return { state: 'unknown' };
      if (found.mtimeMs <= clock.now()) return { state: 'expired' };
      return { state: 'available', size: found.size, open: () => createReadStream(path) };
    },
    sweep: async () => {
      const swept = await Promise.all((await readdir(directory)).filter((name) => NAME.test(name)).map(sweepOne));
      return swept.filter(Boolean).length;
    },
    close: async () => undefined,
  };
}

async function empty(path: string, mtimeMs: number): Promise<void> {
  await truncate(path);
  await utimes(path, mtimeMs / 1000, mtimeMs / 1000);
}

function whenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
