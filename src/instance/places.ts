/** Where the parts of the programme are, once built or from the sources. */
export interface Places {
  readonly endpoints: string;
  readonly providers: string;
  readonly migrations: string;
  readonly statics: string;
  /** Chapters and examples of the guide. */
  readonly guide: string;
  /** An empty embedded database, made by the build; absent, the first start makes its own. */
  readonly emptyDatabase: string;
}
