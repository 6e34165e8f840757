import { archivedLettres, type Lettre, lastArchived } from '../records/lettres.ts';
import type { Db } from '../records/work.ts';

/** More than anyone will have written. */
const ALL = 5000;

/** The letters that anyone may read, in memory: read again when there is one more. */
export class PublishedLetters {
  #all: readonly Lettre[] = [];
  #version = '';

  get all(): readonly Lettre[] {
    return this.#all;
  }

  /** The same as long as they are. */
  get version(): string {
    return this.#version;
  }

  async load(db: Db): Promise<void> {
    const version = await lastArchived(db);
    if (version === this.#version) return;
    this.#all = await archivedLettres(db, null, { offset: 0, limit: ALL });
    this.#version = version;
  }
}
