import type { Errand } from './errand.ts';

/** What one line of a file holds once read, or why it cannot be served (a sentence without its full stop). */
export type LineReading =
  | { readonly key: string; readonly value: object; readonly fault?: never }
  | { readonly fault: string };

/** A CSV file that a provider hands over from time to time, and that can be served in place of its HTTP service (ADR 0011). */
export interface HandedFile<Column extends string = string> {
  /** What it holds, in a few words, for the operator. */
  readonly purpose: string;
  /** The columns it must have, in any order, and what is in each; other columns are ignored. */
  readonly columns: Readonly<Record<Column, string>>;
  /**
   * Reads one line: the key under which it will be looked up, once only in a file, and what it says in the words of the
   * provider's HTTP service. Pure: values are trimmed, an empty cell is an empty text.
   */
  read(line: Readonly<Record<Column, string>>): LineReading;
}

/** What is looked for: the line of a key, or the last line, in the order of keys, whose key starts so. */
export type Lookup = { readonly key: string } | { readonly lastStartingWith: string };

/** What an imported file says; `value` is null when it has no such line. */
export type Finding = { readonly isServed: false } | { readonly isServed: true; readonly value: unknown };

/** The file of a provider that is served at the moment of the call, if one is. */
export interface ImportedFile {
  /** Throws the provider's unavailability (503) when the file cannot be read, its delay (504) when not in time. */
  find(errand: Errand, lookup: Lookup): Promise<Finding>;
}

/** Keeps the names of the columns in the type of the lines. */
export function defineHandedFile<const Column extends string>(file: HandedFile<Column>): HandedFile<Column> {
  return file;
}
