/** A part of the site that the search of the whole site looks in. */
export interface SearchSource {
  /** As results are grouped: « Documentation », « Catalogue des données »… */
  readonly name: string;
  readonly entries: () => readonly SearchEntry[];
  /** Of a part that changes while the instance runs: the same as long as its entries are. */
  readonly version?: () => string;
  /** Where the same search goes further in this part alone. */
  readonly furtherPath?: (query: string) => string;
}

/** Something to be found: a page, or a part of one. */
export interface SearchEntry {
  readonly path: string;
  readonly title: string;
  /** Where it is: « Démarrer, Le volume ». */
  readonly place: string;
  /** Words under which readers look for it, beside those of its text. */
  readonly keywords: string;
  /** Plain text. */
  readonly text: string;
}
