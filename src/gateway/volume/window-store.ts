/** A window as a store shared by every node has it. */
export interface StoredWindow {
  readonly count: number;
  /** Milliseconds until it ends. */
  readonly leftMs: number;
}

/** Where nodes count together. Each promise rejects when the store cannot tell now; nothing is known then of what it has counted. */
export interface WindowStore {
  /** Adds to the window under way, or begins one of `windowMs`. */
  add(key: string, weight: number, windowMs: number): Promise<StoredWindow>;
  /** The windows under way, uncounted; null for each that is not. */
  read(keys: readonly string[]): Promise<(StoredWindow | null)[]>;
  /** Notes that it happened once more: true when that is more than `most` times within the last `periodMs`. */
  note(key: string, most: number, periodMs: number): Promise<boolean>;
}
