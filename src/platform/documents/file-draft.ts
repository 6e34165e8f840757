import { createWriteStream, readdirSync, unlinkSync, type WriteStream } from 'node:fs';
import { rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { DocumentDraft, KeptDocument, Rewriting } from '../../core/document.ts';
import { Failure, generalFailure } from '../../core/failure.ts';

const UNFINISHED = '.part';
const REWRITTEN = '.neuf.part';

/** What a crash left half written can no longer be finished. */
export function removeUnfinished(directory: string): void {
  for (const name of readdirSync(directory)) if (name.endsWith(UNFINISHED)) unlinkSync(join(directory, name));
}

/** A document written in a file of its own, beside where documents are kept; `place` puts the finished file where it will be found. */
export class FileDraft implements DocumentDraft {
  readonly #path: string;
  readonly #place: (file: string) => Promise<KeptDocument>;
  readonly #stream: WriteStream;
  #failure: Error | null = null;

  constructor(path: string, place: (file: string) => Promise<KeptDocument>) {
    this.#path = path;
    this.#place = place;
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
      return await this.#place(`${this.#path}${UNFINISHED}`);
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
