/** A room in the rail. */
export interface NavigationItem {
  readonly key: string;
  readonly label: string;
  /** Null where the room cannot be entered yet; it is then shown as plain text. */
  readonly href: string | null;
  /** Addresses below this one belong to other rooms, as below `/`. */
  readonly exact?: boolean;
  /** What follows the address: the moment that is looked at. */
  readonly query?: string;
}

export interface NavigationGroup {
  /** Spoken, not shown: "Desk", "Evidence", "Record", "Inputs". */
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

const covers = (item: NavigationItem, path: string): boolean =>
  item.href !== null && (path === item.href || (!item.exact && path.startsWith(item.href.endsWith('/') ? item.href : `${item.href}/`)));

/** The room an address lies in: the longest address of a room that covers it, or null. */
export function currentRoom(groups: readonly NavigationGroup[], path: string): NavigationItem | null {
  const covering = groups.flatMap((group) => group.items).filter((item) => covers(item, path));
  return covering.reduce<NavigationItem | null>((best, item) => (best && (best.href?.length ?? 0) >= (item.href?.length ?? 0) ? best : item), null);
}
