import type { Clock } from '../core/clock.ts';

/** Work that comes back: what, how often (in the instance's own time). */
export interface Task {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

interface ScheduleOptions {
  readonly clock: Clock;
  readonly onError: (task: string, error: unknown) => void;
}

const LOOK_EVERY_MS = 1000;

/** Runs tasks when they fall due by the instance's clock: moving the clock forward makes them due. One at a time each. */
export class Schedule {
  readonly #options: ScheduleOptions;
  readonly #due = new Map<Task, number>();
  readonly #running = new Map<Task, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  start(tasks: readonly Task[]): void {
    const now = this.#options.clock.now();
    for (const task of tasks) this.#due.set(task, now + task.everyMs);
    this.#timer = setInterval(() => void this.runDue(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Runs what is due, and waits for it. */
  async runDue(): Promise<void> {
    const now = this.#options.clock.now();
    const due = [...this.#due].filter(([, at]) => at <= now).map(([task]) => task);
    await Promise.all(due.map((task) => this.#run(task)));
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.all(this.#running.values());
  }

  #run(task: Task): Promise<void> {
    const underWay = this.#running.get(task);
    if (underWay !== undefined) return underWay;
    this.#due.set(task, this.#options.clock.now() + task.everyMs);
    const run = task
      .run()
      .catch((error: unknown) => this.#options.onError(task.name, error))
      .finally(() => this.#running.delete(task));
    this.#running.set(task, run);
    return run;
  }
}
