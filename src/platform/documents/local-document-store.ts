import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, unlinkSync, type WriteStream } from 'node:fs';
import { readdir, rename, stat, truncate, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Clock } from '../../core/clock.ts';
import type { DocumentDraft, DocumentStore, FoundDocument, KeptDocument, Rewriting } from '../../core/document.ts';
import { Failure, generalFailure } from '../../core/failure.ts';

interface LocalStoreOptions {
  readonly directory: string;
  readonly publicUrl: string;
  readonly lifeSeconds: number;
  readonly clock: Clock;
}

/** 160 random bits, then what the document is; no identifier. */
const NAME = /^[0-9a-f]{40}-[a-z_]+\.(pdf|zip)$/;
const UNFINISHED = '.part';
const REWRITTEN = '.neuf.part';
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
      return new LocalDraft(join(directory, name), () => {
        const expiresAt = new Date(clock.now() + lifeSeconds * 1000);
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
  };
}

/** What a crash left half written can no longer be finished. */
function removeUnfinished(directory: string): void {
  for (const name of readdirSync(directory)) if (name.endsWith(UNFINISHED)) unlinkSync(join(directory, name));
}

async function empty(path: string, mtimeMs: number): Promise<void> {
  await truncate(path);
  await utimes(path, mtimeMs / 1000, mtimeMs / 1000);
}

function whenAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

class LocalDraft implements DocumentDraft {
  readonly #path: string;
  readonly #describe: () => KeptDocument;
  readonly #stream: WriteStream;
  #failure: Error | null = null;

  constructor(path: string, describe: () => KeptDocument) {
    this.#path = path;
    this.#describe = describe;
    this.#stream = createWriteStream(`${path}${UNFINISHED}`, { mode: 0o600 });
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  write(bytes: Buffer, resume: () => void): boolean {
    if (this.#failure !== null) throw generalFailure('00502', { cause: this.#failure });
    const room = this.#stream.write(bytes);
    if (!room) this.#stream.once('drain', resume);
    return room;
  }

  async rewrite(work: Rewriting): Promise<void> {
    try {
      await this.#finished();
      await work(`${this.#path}${UNFINISHED}`, `${this.#path}${REWRITTEN}`);
      await rename(`${this.#path}${REWRITTEN}`, `${this.#path}${UNFINISHED}`);
    } catch (error) {
      this.discard();
      void unlink(`${this.#path}${REWRITTEN}`).catch(() => undefined);
      throw error instanceof Failure ? error : generalFailure('00502', { cause: error });
    }
  }

  async keep(): Promise<KeptDocument> {
    try {
      if (!this.#stream.closed) await this.#finished();
      const document = this.#describe();
      const seconds = document.expiresAt.getTime() / 1000;
      await utimes(`${this.#path}${UNFINISHED}`, seconds, seconds);
      await rename(`${this.#path}${UNFINISHED}`, this.#path);
      return document;
    } catch (cause) {
      this.discard();
      throw generalFailure('00502', { cause });
    }
  }

  discard(): void {
    const remove = () => void unlink(`${this.#path}${UNFINISHED}`).catch(() => undefined);
    // A file still being opened would come to life after its removal.
    if (this.#stream.closed) remove();
    else this.#stream.once('close', remove).destroy();
  }

  async #finished(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#stream.end();
    // Not the callback of `end`: it is also called, with the error, when the last bytes could not be written.
    await finished(this.#stream);
  }
}
