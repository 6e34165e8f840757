export type DocumentFormat = 'pdf' | 'zip';

/** A document we keep for the caller: an unguessable address, and its end. */
export interface KeptDocument {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Makes a file out of another, given by their paths. */
export type Rewriting = (from: string, to: string) => Promise<void>;

/** A document being written. Nothing of it can be fetched before `keep` resolves. */
export interface DocumentDraft {
  /** False asks the writer to wait for `resume`. */
  write(bytes: Buffer, resume: () => void): boolean;
  /** Has all that was written replaced by what `work` makes of it, from one file to another; once, before `keep`. */
  rewrite(work: Rewriting): Promise<void>;
  keep(): Promise<KeptDocument>;
  discard(): void;
}

export type FoundDocument =
  | {
      readonly state: 'available';
      readonly size: number;
      readonly open: () => NodeJS.ReadableStream | Promise<NodeJS.ReadableStream>;
    }
  | { readonly state: 'expired' }
  | { readonly state: 'unknown' };

/** Where documents are kept does not answer: nothing can be said of a document now. */
export class StoreAway extends Error {}

/** Where documents are kept: a local folder by default, or a store that every node sees. */
export interface DocumentStore {
  begin(document: { readonly format: DocumentFormat; readonly label: string }): DocumentDraft;
  /** `name` is the last segment of the document's URL. Throws `StoreAway` when it cannot be told now. */
  find(name: string): Promise<FoundDocument>;
  /** Removes what has expired; returns how many documents. */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

const magicNumbers: Record<DocumentFormat, readonly Buffer[]> = {
  pdf: [Buffer.from('%PDF-')],
  zip: [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0x50, 0x4b, 0x05, 0x06])],
};

/** How many first bytes tell the format. */
export const MAGIC_LENGTH = 5;

/** The format is read in the first bytes, never in what the provider says of them. */
export function isFormat(format: DocumentFormat, firstBytes: Buffer): boolean {
  return magicNumbers[format].some((magic) => firstBytes.subarray(0, magic.length).equals(magic));
}
