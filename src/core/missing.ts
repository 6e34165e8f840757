/** Stands, in an answer being written, for a value that a provider should have given and did not. */
export interface Missing {
  readonly isMissing: true;
}
export const missing: Missing = Object.freeze({ isMissing: true });

export function isMissing(value: unknown): value is Missing {
  return value === missing;
}

/** An answer in which any value may be missing; the corridor turns it into a 206 (DECISIONS « 206 »). */
export type Draft<T> = T extends readonly (infer Item)[]
  ? Draft<Item>[]
  : T extends object
    ? { [Key in keyof T]: Draft<T[Key]> | Missing }
    : T;

/** A field that the provider's contract promises: absent means missing, null means null. */
export function promised<T>(value: T | undefined): T | Missing {
  return value === undefined ? missing : value;
}

/** Applies a reading to a promised field, leaving a missing one missing. */
export function readPromised<T, R>(value: T | Missing, read: (value: T) => R): R | Missing {
  return isMissing(value) ? missing : read(value);
}

/** An answer that is incomplete otherwise than by a missing field (a document dropped from a list): JSON pointers say where. */
export class Incomplete<T> {
  readonly draft: T;
  readonly pointers: readonly string[];

  constructor(draft: T, pointers: readonly string[]) {
    this.draft = draft;
    this.pointers = pointers;
  }
}
