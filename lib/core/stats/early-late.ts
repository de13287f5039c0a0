import type { Episode } from './episodes';

/** How far below strategic the equity weight lies before it counts as having left, in weight (10 pp). */
export const EXIT_GAP = 0.1;
/** Weights that differ by less than this are the same weight. */
const WEIGHT_TOLERANCE = 1e-9;

/** One executed order, as far as it moves equity. Rows index the wealth series. */
export interface EquityOrder {
  readonly row: number;
  readonly equityWeight: number;
}

/** An order measured against a turning point of the strategic mix. */
export interface TimedOrder {
  readonly row: number;
  /** Rows from the turning point to the order: negative is early, positive is late. */
  readonly rowsLate: number;
  /** Return of the mix less that of the strategic mix over those rows, a fraction; 0 when exactly in time. */
  readonly returnDifference: number;
}

/** When a mix left equity and came back, around one fall of the strategic mix. */
export interface EpisodeTiming {
  /** Against the strategic mix's peak. */
  readonly exit: TimedOrder;
  /** Against its trough; null while the mix has not come back. */
  readonly reentry: TimedOrder | null;
}

interface MixAgainstStrategic {
  readonly strategic: ArrayLike<number>;
  readonly mix: ArrayLike<number>;
  readonly strategicEquity: number;
  /** By row, ascending. */
  readonly orders: readonly EquityOrder[];
}

function timedOrder({ mix, strategic }: MixAgainstStrategic, row: number, turningPoint: number): TimedOrder {
  const [from, to] = [Math.min(row, turningPoint), Math.max(row, turningPoint)];
  return { row, rowsLate: row - turningPoint, returnDifference: mix[to] / mix[from] - strategic[to] / strategic[from] };
}

/** Stretches of consecutive orders with equity at least 10 pp below strategic, each with the order that ended it. */
function spellsOut({ orders, strategicEquity }: MixAgainstStrategic): readonly { readonly exit: number; readonly reentry: number | null }[] {
  const spells: { exit: number; reentry: number | null }[] = [];
  for (const { row, equityWeight } of orders) {
    const isOut = equityWeight <= strategicEquity - EXIT_GAP + WEIGHT_TOLERANCE;
    const open = spells.at(-1);
    const isOpen = open !== undefined && open.reentry === null;
    if (isOut && !isOpen) spells.push({ exit: row, reentry: null });
    else if (!isOut && isOpen) open.reentry = row;
  }
  return spells;
}

/**
 * Early or late: in one fall of the strategic mix, how long before or after its peak a mix left equity, how long before
 * or after its trough it came back, and what that earned or cost.
 *
 * The exit is the first executed order with equity at least 10 pp below strategic in the spell that holds the strategic
 * mix's trough; the re-entry is the first executed order back within 10 pp. Both in rows, and as the difference of the
 * two mixes' returns over those rows. Null where the mix was not out at the trough: there is nothing to time, and that
 * is no number, not 0. The wealth series share their rows; `mix` and `strategic` are both of the same kind (net or gross).
 */
export function episodeTiming(mixes: MixAgainstStrategic, episode: Pick<Episode, 'start' | 'trough'>): EpisodeTiming | null {
  const spell = spellsOut(mixes).find(({ exit, reentry }) => exit <= episode.trough && (reentry === null || reentry >= episode.trough));
  if (!spell) return null;
  return {
    exit: timedOrder(mixes, spell.exit, episode.start),
    reentry: spell.reentry === null ? null : timedOrder(mixes, spell.reentry, episode.trough),
  };
}
