/** What every sheet is made with. */
export interface SheetContext {
  readonly publicUrl: string;
  readonly sandbox: boolean;
  /** A shell expression that gives a token. */
  readonly token: string;
  /** The page of what a name written as code designates, when there is one. */
  readonly pageOf: (code: string) => string | undefined;
}

/** A document like those that the endpoint gives, to be downloaded. */
export interface Specimen {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly contentType: string;
}
