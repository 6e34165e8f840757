import type { RegisterEntry } from '../../core/jeton.ts';

/**
 * The register of tokens as the gate reads it: in memory, told of each change at once,
 * so that no call costs a database read and a revocation holds within seconds.
 */
export class Register {
  readonly #entries = new Map<string, RegisterEntry>();

  find(jti: string): RegisterEntry | undefined {
    return this.#entries.get(jti);
  }

  apply(entries: Iterable<RegisterEntry>): void {
    for (const entry of entries) this.#entries.set(entry.jti, entry);
  }
}
