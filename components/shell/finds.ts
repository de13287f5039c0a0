/** Something the palette can go to, as the desk's search hands it out. */
export interface Find {
  readonly label: string;
  /** What it is or what it says, in a few words. */
  readonly detail: string;
  readonly href: string;
}

export interface FindGroup {
  readonly label: string;
  readonly finds: readonly Find[];
}
