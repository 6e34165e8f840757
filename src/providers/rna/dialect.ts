/** How the directory is reached: its words are the same, its addresses and its keys have changed. */
export interface Dialect {
  structureUrl(id: string): string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where the directory is, and the key that the dialect may need. */
export interface DialectSettings {
  readonly url: string;
  readonly key: string;
}
