import type { Deadline } from '../../core/deadline.ts';
import { PdfThread } from './pdf-thread.ts';

/** What became of an encrypted PDF. */
export type Unlocked = 'unlocked' | 'locked' | 'too_late' | 'overloaded';

export interface UnlockTask {
  readonly from: string;
  readonly to: string;
  readonly deadline: Deadline;
}

export interface PdfUnlocker {
  /** Writes in `to` the PDF of `from` without its encryption, when it opens with an empty password. */
  unlock(task: UnlockTask): Promise<Unlocked>;
  close(): Promise<void>;
}

export interface UnlockerLimits {
  /** Threads at work; each holds its document in memory, twice. */
  readonly atOnce: number;
  /** Documents that wait for one of them. */
  readonly waiting: number;
  /** For one document alone: a hostile one must not take the time of its whole call. */
  readonly documentMs: number;
  /** What qpdf may take for its own work on one document, beside the document itself. */
  readonly memoryBytes: number;
}

const usual: UnlockerLimits = { atOnce: 2, waiting: 100, documentMs: 5_000, memoryBytes: 256 * 1024 * 1024 };

/** Opens encrypted PDF in threads of their own, a few at once, never longer than the call they are for. */
export function createPdfUnlocker(limits: UnlockerLimits = usual): PdfUnlocker {
  const threads = new Set<PdfThread>();
  const idle: PdfThread[] = [];
  const waiting: Turn[] = [];
  let places = limits.atOnce;

  async function open({ from, to, deadline }: UnlockTask): Promise<Unlocked> {
    if (deadline.isOver) return 'too_late';
    const thread = idle.pop() ?? new PdfThread(limits.memoryBytes);
    threads.add(thread);
    const guard = new Guard(deadline, limits.documentMs, () => thread.close());
    const opened = await thread.open(from, to);
    guard.end();
    if (thread.isClosed) threads.delete(thread);
    else idle.push(thread);
    if (guard.isTooLate) return 'too_late';
    return opened ? 'unlocked' : 'locked';
  }

  /** The place goes straight to the next in the queue, so that nobody comes between. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) places++;
    else if (!next.take()) leave();
  }

  return {
    unlock: async (task) => {
      if (places > 0) places--;
      else if (waiting.length >= limits.waiting) return 'overloaded';
      else if (!(await queued(waiting, task.deadline))) return 'too_late';
      return open(task).finally(leave);
    },
    close: async () => {
      await Promise.all([...threads].map((thread) => thread.close()));
    },
  };
}

/** False when the call ended before its turn came. */
async function queued(waiting: Turn[], deadline: Deadline): Promise<boolean> {
  if (deadline.isOver) return false;
  const turn = new Turn(deadline);
  waiting.push(turn);
  const comes = await turn.comes;
  const rank = waiting.indexOf(turn);
  if (rank !== -1) waiting.splice(rank, 1);
  return comes;
}

/** A place in the queue; the end of its call gives it up. */
class Turn {
  readonly comes: Promise<boolean>;
  readonly #deadline: Deadline;
  #isGivenUp = false;
  #settle: (comes: boolean) => void = () => undefined;

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
    this.comes = new Promise((resolve) => {
      this.#settle = resolve;
    });
    deadline.watch(this);
  }

  /** False when it was given up just before. */
  take(): boolean {
    this.#deadline.release(this);
    this.#settle(true);
    return !this.#isGivenUp;
  }

  expire(): void {
    this.#isGivenUp = true;
    this.#settle(false);
  }
}

/** Stops a work at the end of its call, or of its own time. */
class Guard {
  isTooLate = false;
  readonly #deadline: Deadline;
  readonly #timer: NodeJS.Timeout;
  readonly #stop: () => Promise<void>;

  constructor(deadline: Deadline, ms: number, stop: () => Promise<void>) {
    this.#deadline = deadline;
    this.#stop = stop;
    this.#timer = setTimeout(() => void stop(), ms);
    deadline.watch(this);
  }

  expire(): void {
    this.isTooLate = true;
    void this.#stop();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#deadline.release(this);
  }
}
