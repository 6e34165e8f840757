/** Where the parts of the programme are, once built or from the sources. */
export interface Places {
  readonly endpoints: string;
  readonly providers: string;
  readonly migrations: string;
  readonly statics: string;
  /** The rooms of the portal, whose texts are beside their code. */
  readonly portal: string;
  /** An empty embedded database, made by the build; absent, the first start makes its own. */
  readonly emptyDatabase: string;
}
