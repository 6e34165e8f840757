import { closeSync, fsync, ftruncateSync, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Called when the line is on disk, or with the reason why it could not be. */
type Release = (error: Error | null) => void;

const SEGMENT = /^\d{15}-\d{6}\.ndjson$/;
/** How long a written line may wait for the disk itself; the process may die meanwhile, not the machine. */
const SYNC_AFTER_MS = 50;
const BUSY_MS = 1000;
/** A backlog is read back one segment at a time: this bounds the memory it takes. */
const SEGMENT_MAX_BYTES = 4_000_000;

/**
 * The traces of answered calls, on disk before their answers leave: one write for all the answers of a tick,
 * fsync behind them. Lines go to segment files; a finished segment is shipped to the database, then removed.
 */
export class TraceJournal {
  readonly #directory: string;
  readonly #onError: (error: Error) => void;
  #lines: string[] = [];
  #releases: Release[] = [];
  #segment: { name: string; fd: number; size: number } | null = null;
  #sequence = 0;
  #lastWriteAt = Number.NEGATIVE_INFINITY;
  #willSync = false;

  constructor(directory: string, onError: (error: Error) => void) {
    this.#directory = directory;
    this.#onError = onError;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  append(line: string, release: Release): void {
    if (this.#lines.length === 0) setImmediate(() => this.#flush());
    this.#lines.push(line);
    this.#releases.push(release);
  }

  /** Calls have been answered within the last second. */
  isBusy(): boolean {
    return performance.now() - this.#lastWriteAt < BUSY_MS;
  }

  /** Ends the current segment when it holds something, so that it can be shipped. */
  rotate(): void {
    if (this.#segment === null || this.#segment.size === 0) return;
    const { fd } = this.#segment;
    this.#segment = null;
    fsync(fd, () => closeSync(fd));
  }

  /** Paths of the segments that are no longer written to, oldest first; a crash leaves its last one among them. */
  finishedSegments(): string[] {
    return readdirSync(this.#directory)
      .filter((name) => SEGMENT.test(name) && name !== this.#segment?.name)
      .sort()
      .map((name) => join(this.#directory, name));
  }

  /** Writes what waits, now; for the end of the process. */
  close(): void {
    this.#flush();
    this.rotate();
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    const text = `${this.#lines.join('\n')}\n`;
    const releases = this.#releases;
    this.#lastWriteAt = performance.now();
    this.#lines = [];
    this.#releases = [];
    const error = this.#write(text);
    for (const release of releases) this.#release(release, error);
    if (error === null) this.#syncBehind();
    if (this.#segment !== null && this.#segment.size >= SEGMENT_MAX_BYTES) this.rotate();
  }

  /** An answer that cannot be sent must not hold the others of its tick. */
  #release(release: Release, error: Error | null): void {
    try {
      release(error);
    } catch (cause) {
      this.#onError(asError(cause));
    }
  }

  #write(text: string): Error | null {
    try {
      this.#segment ??= this.#openSegment();
      const segment = this.#segment;
      segment.size += writeWhole(segment.fd, text, segment.size);
      return null;
    } catch (error) {
      const reason = asError(error);
      this.#onError(reason);
      return reason;
    }
  }

  #openSegment(): { name: string; fd: number; size: number } {
    const name = `${String(Date.now()).padStart(15, '0')}-${String(this.#sequence++ % 1_000_000).padStart(6, '0')}.ndjson`;
    return { name, fd: openSync(join(this.#directory, name), 'ax', 0o600), size: 0 };
  }

  #syncBehind(): void {
    if (this.#willSync) return;
    this.#willSync = true;
    setTimeout(() => {
      this.#willSync = false;
      if (this.#segment !== null) fsync(this.#segment.fd, reportTo(this.#onError));
    }, SYNC_AFTER_MS).unref();
  }
}

/** The name of a segment says when it was begun. */
export function segmentBegunAt(path: string): Date {
  return new Date(Number.parseInt(basename(path), 10));
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function reportTo(onError: (error: Error) => void): (error: Error | null) => void {
  return (error) => {
    if (error !== null) onError(error);
  };
}

/** A line is never left half written before another: what a failed write has begun is cut off. */
function writeWhole(fd: number, text: string, offset: number): number {
  const length = Buffer.byteLength(text);
  let written = 0;
  try {
    written = writeSync(fd, text);
    if (written === length) return written;
    const bytes = Buffer.from(text);
    while (written < length) written += writeSync(fd, bytes, written);
    return written;
  } catch (error) {
    if (written > 0) ftruncateSync(fd, offset);
    throw error;
  }
}
