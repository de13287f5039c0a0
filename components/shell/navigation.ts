/** Which portfolio was looked at last, so that rooms of the desk still lead back to it. A hint only: what it names is looked up each time. */
export const PORTFOLIO_COOKIE = 'mainsheet-portfolio';

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
  /** How many things wait there for the person; none is not shown. */
  readonly count?: number;
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

/** Where another portfolio is shown from an address: in the same room, but not the same proposal or the like, which is of one portfolio alone. */
export function sameRoom(path: string, slug: string): string {
  const [, , , room] = path.split('/');
  const inPortfolio = path.startsWith('/portfolios/') && room;
  return `/portfolios/${slug}${inPortfolio ? `/${room}` : ''}`;
}
