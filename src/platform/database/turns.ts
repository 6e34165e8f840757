import { EmbeddedAway } from './away.ts';

/** One holder at a time, in order of arrival; a wait is bounded so that a forgotten transaction shows. */
export class Turns {
  readonly #queue: Array<() => void> = [];
  readonly #maxWaitMs: number;
  #taken = false;

  constructor(maxWaitMs: number) {
    this.#maxWaitMs = maxWaitMs;
  }

  take(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(enter), 1);
        reject(
          new EmbeddedAway(
            `La base embarquée est occupée depuis ${this.#maxWaitMs / 1000} s par une autre transaction.`,
          ),
        );
      }, this.#maxWaitMs);
      this.#queue.push(enter);
    });
  }

  give(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#taken = false;
    else next();
  }
}
