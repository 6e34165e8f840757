import { readFile, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { segmentBegunAt, type TraceJournal } from './journal.ts';

const BATCH_LINES = 4000;
/** Few large shipments cost less than many small ones. */
const EVERY_MS = 10_000;
const RETRY_MAX_MS = 15_000;
/** Calls come first: while some are answered, shipping rests this many times as long as it works (about 2000 lines a second)… */
const REST_PER_WORK = 25;
/** …a fifth of that once some have waited for so long: whoever has called sees his call within the minute (4000 lines a second)… */
const REST_WHEN_LATE = 5;
const LATE_MS = 30_000;
/** …until so many segments wait that it must not any more (a quarter of a gigabyte). */
const BACKLOG_MAX = 64;
const REST_STEP_MS = 20;

export interface ShipperOptions {
  readonly journal: TraceJournal;
  /** Keeps lines in the database: all or none, and giving the same ones again adds nothing. */
  readonly keep: (lines: readonly string[]) => Promise<void>;
  readonly onDelay: (error: unknown, segments: number) => void;
  /** Between two shipments, in milliseconds. */
  readonly everyMs?: number;
}

/**
 * Takes finished journal segments to the database, oldest first, and removes each once it is whole there.
 * A failure only delays: the segment stays, and is tried again.
 */
export class TraceShipper {
  readonly #options: ShipperOptions;
  #stopped = false;
  #underWay: Promise<void> | null = null;
  #loop: Promise<void> | null = null;
  readonly #wake = new AbortController();
  /** Callers who wait for all to be shipped: no rest meanwhile. */
  #hurried = 0;

  constructor(options: ShipperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Ships all there is, now; rejects when the database cannot take it. */
  async drain(): Promise<void> {
    this.#hurried++;
    try {
      await this.#underWay?.catch(() => undefined);
      await this.#shipAll();
    } finally {
      this.#hurried--;
    }
  }

  /** Segments waiting. */
  get backlog(): number {
    return this.#options.journal.finishedSegments().length;
  }

  /** When the oldest segment waiting was begun, by the clock of the machine; null when none waits. */
  get oldestAt(): Date | null {
    const [oldest] = this.#options.journal.finishedSegments();
    return oldest === undefined ? null : segmentBegunAt(oldest);
  }

  /** Ends after the batch under way; what is left stays in its segments. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { everyMs = EVERY_MS } = this.#options;
    let waitMs = everyMs;
    while (!this.#stopped) {
      await delay(waitMs, undefined, { signal: this.#wake.signal }).catch(() => undefined);
      if (this.#stopped) return;
      try {
        await this.#shipAll();
        waitMs = everyMs;
      } catch (error) {
        waitMs = Math.min(waitMs * 2, RETRY_MAX_MS);
        this.#options.onDelay(error, this.backlog);
      }
    }
  }

  #shipAll(): Promise<void> {
    this.#underWay ??= this.#shipSegments().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  async #shipSegments(): Promise<void> {
    this.#options.journal.rotate();
    for (const path of this.#options.journal.finishedSegments()) {
      const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
      for (let start = 0; start < lines.length; start += BATCH_LINES) {
        const startedAt = performance.now();
        await this.#options.keep(lines.slice(start, start + BATCH_LINES));
        await this.#rest(performance.now() - startedAt);
        if (this.#stopped && this.#hurried === 0) return;
      }
      await unlink(path);
    }
  }

  async #rest(workedMs: number): Promise<void> {
    const { backlog: segments, oldestAt } = this;
    const waitedMs = oldestAt === null ? 0 : Date.now() - oldestAt.getTime();
    const until = performance.now() + restAfter(workedMs, { segments, waitedMs });
    while (this.#hurried === 0 && !this.#stopped && this.#options.journal.isBusy() && performance.now() < until) {
      await delay(REST_STEP_MS, undefined, { signal: this.#wake.signal }).catch(() => undefined);
    }
  }
}

/** How long shipping rests after so much work, in milliseconds, while calls are answered. `waitedMs`: the oldest segment that waits. */
export function restAfter(workedMs: number, { segments, waitedMs }: { segments: number; waitedMs: number }): number {
  if (segments > BACKLOG_MAX) return 0;
  return workedMs * (waitedMs > LATE_MS ? REST_WHEN_LATE : REST_PER_WORK);
}
