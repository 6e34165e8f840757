import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Of a state folder, what is not copied as files: the embedded database, what holds a running process, what is unfinished. */
const LEFT = /^(base|base\.en-creation)\/|^base\.verrou$|\.sock$|\.part$/;
/** The journal of traces is asked for what it holds: its last file is being written. */
const JOURNAL = /^traces\//;

/** The files of a state folder, by their path in it, the journal of traces apart. */
export async function stateFiles(varDir: string): Promise<string[]> {
  const entries = await readdir(varDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(varDir, join(entry.parentPath, entry.name)))
    .filter((path) => !LEFT.test(path) && !JOURNAL.test(path))
    .sort();
}

/** What keeps a folder from being filled: the first thing that it holds. A disk of its own has its `lost+found`. */
export async function firstOf(folder: string): Promise<string | null> {
  const stats = await lstat(folder).catch(() => null);
  if (stats === null) return null;
  if (!stats.isDirectory()) return folder;
  const names = await readdir(folder);
  return names.find((name) => name !== 'lost+found') ?? null;
}
