import type { Endpoint } from '../core/endpoint.ts';
import type { State } from './service-states.ts';

const AFTER_MS = 60_000;
/** Within one period: an endpoint that comes and goes is not called without end. */
const MAX = 2;

/** A state that changes is seen again a minute later, since two probes of three make it true, however long the period. */
export class SecondLooks {
  readonly #seen = new Map<Endpoint, State>();
  readonly #looks = new Map<Endpoint, number>();
  readonly #dueAt = new Map<Endpoint, number>();

  /** Its own turn has come: what it was to be seen again for is seen now. */
  turnOf(endpoint: Endpoint): void {
    this.#looks.delete(endpoint);
    this.#dueAt.delete(endpoint);
  }

  note(endpoint: Endpoint, state: State, at: number): void {
    const before = this.#seen.get(endpoint) ?? 'up';
    this.#seen.set(endpoint, state);
    const looks = this.#looks.get(endpoint) ?? 0;
    if (state === before || looks === MAX) return;
    this.#looks.set(endpoint, looks + 1);
    this.#dueAt.set(endpoint, at + AFTER_MS);
  }

  /** Those whose second look is due; each once. */
  take(now: number): Endpoint[] {
    const due = [...this.#dueAt].filter(([, at]) => at <= now).map(([endpoint]) => endpoint);
    for (const endpoint of due) this.#dueAt.delete(endpoint);
    return due;
  }
}
