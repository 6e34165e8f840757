/** Something that waits for who is logged in: what to do, and where. */
export interface Attente {
  readonly href: string;
  readonly label: string;
}
