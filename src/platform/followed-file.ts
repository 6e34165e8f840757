import { readFileSync, statSync } from 'node:fs';

interface FollowedFileOptions<T> {
  readonly path: string;
  /** Throws when the text is not what it should be. */
  readonly parse: (text: string) => T;
  /** Told once of each state of the file that cannot be read. */
  readonly onRefused: (error: unknown) => void;
  /** How long what was read is believed, in milliseconds. */
  readonly everyMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * A small file that is read again when it has changed, so that it is edited without a restart. The first reading throws;
 * later, one that fails is told and leaves what was known.
 */
export function followFile<T>({ path, parse, onRefused, everyMs, now }: FollowedFileOptions<T>): () => T {
  let stamp = stampOf(path);
  let value = parse(readFileSync(path, 'utf8'));
  let lookAt = now() + everyMs;

  return () => {
    if (now() < lookAt) return value;
    lookAt = now() + everyMs;
    const seen = stampOf(path);
    if (seen === stamp) return value;
    stamp = seen;
    try {
      value = parse(readFileSync(path, 'utf8'));
    } catch (error) {
      onRefused(error);
    }
    return value;
  };
}

/** Changes with the file; null when it is not there. */
function stampOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}
