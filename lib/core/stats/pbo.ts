import { assert } from '../base/assert';

/** Blocks that Bailey and others cut the history into: 12,870 ways to take half of them. */
export const DEFAULT_BLOCKS = 16;
/** More ways than this would take minutes. */
const MOST_BLOCKS = 20;
/** A spread below this share of the squares is what rounding leaves of returns that stand still. */
const SPREAD_FLOOR = 1e-12;

export interface Overfitting {
  /** Share of the splits in which the best trial inside was no better than the median outside; in [0, 1]. */
  readonly probability: number;
  readonly splits: number;
  readonly rowsPerBlock: number;
  /** Rows at the beginning that were left out so that all blocks are equally long. */
  readonly droppedRows: number;
  /** Per split, ln(ω/(1 − ω)) of the chosen trial's relative rank outside, ω = rank/(N + 1): below 0 it fell into the worse half. */
  readonly logits: Float64Array;
  /** Share of the splits in which the chosen trial lost money outside, on average. */
  readonly probabilityOfLoss: number;
}

/** Sums and sums of squares of every trial in every block: all that a mean and a deviation need. */
interface BlockSums {
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
  readonly rowsPerBlock: number;
}

function blockSums(trials: readonly ArrayLike<number>[], blocks: number, rowsPerBlock: number, from: number): BlockSums {
  const sums = trials.map(() => new Float64Array(blocks));
  const squares = trials.map(() => new Float64Array(blocks));
  trials.forEach((returns, trial) => {
    for (let t = 0; t < rowsPerBlock * blocks; t += 1) {
      const [block, value] = [Math.floor(t / rowsPerBlock), returns[from + t]];
      sums[trial][block] += value;
      squares[trial][block] += value * value;
    }
  });
  return { sums, squares, rowsPerBlock };
}

/** Every way to choose half of the blocks, as a bit per block. */
function halves(blocks: number): readonly number[] {
  const chosen: number[] = [];
  for (let mask = 0; mask < 2 ** blocks; mask += 1) {
    let count = 0;
    for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
    if (count === blocks / 2) chosen.push(mask);
  }
  return chosen;
}

/** Mean and Sharpe ratio per row of one trial over the blocks of a mask; the ratio of what stands still is 0. */
function performance({ sums, squares, rowsPerBlock }: BlockSums, trial: number, mask: number): { readonly mean: number; readonly ratio: number } {
  let [rows, sum, square] = [0, 0, 0];
  for (let block = 0; block < sums[trial].length; block += 1) {
    if ((mask & (1 << block)) === 0) continue;
    rows += rowsPerBlock;
    sum += sums[trial][block];
    square += squares[trial][block];
  }
  const mean = sum / rows;
  const spread = square - rows * mean * mean;
  return { mean, ratio: spread <= SPREAD_FLOOR * square ? 0 : mean / Math.sqrt(spread / (rows - 1)) };
}

/** Where the best trial of a mask stands among all in the other half. */
function judge(sums: BlockSums, mask: number, all: number): { readonly logit: number; readonly lost: boolean } {
  const count = sums.sums.length;
  let [best, highest] = [0, -Infinity];
  for (let trial = 0; trial < count; trial += 1) {
    const { ratio } = performance(sums, trial, mask);
    if (ratio > highest) [best, highest] = [trial, ratio];
  }
  const outside = all & ~mask;
  const own = performance(sums, best, outside);
  let notBetter = 0;
  for (let trial = 0; trial < count; trial += 1) if (performance(sums, trial, outside).ratio <= own.ratio) notBetter += 1;
  return { logit: Math.log(notBetter / (count + 1 - notBetter)), lost: own.mean < 0 };
}

/**
 * Probability of backtest overfitting: if the best of many variants is picked on one half of history, how often is it no
 * better than the median variant on the other half? Combinatorially symmetric cross-validation: history is cut into S
 * blocks, every choice of S/2 of them takes a turn as the half that is seen, the Sharpe ratio picks. Near 0 the choice
 * carries over; at 0.5 it is no better than drawing lots.
 *
 * `trials` holds the returns of every variant, on shared rows. Rows that do not fill S blocks are dropped from the
 * beginning. Blocks are even and at most 20 (184,756 splits). Null below two trials or two rows a block. Ties are given
 * to the chosen trial, and the earlier of two equal trials is chosen.
 * Source: Bailey, Borwein, López de Prado and Zhu, The Probability of Backtest Overfitting (2017).
 */
export function probabilityOfOverfitting(trials: readonly ArrayLike<number>[], blocks = DEFAULT_BLOCKS): Overfitting | null {
  assert(Number.isInteger(blocks / 2) && blocks >= 2 && blocks <= MOST_BLOCKS, 'history is cut into an even number of blocks, 2 to 20');
  assert(trials.every((trial) => trial.length === trials[0].length), 'the trials share their rows');
  const rows = trials[0]?.length ?? 0;
  const rowsPerBlock = Math.floor(rows / blocks);
  if (trials.length < 2 || rowsPerBlock < 2) return null;
  const droppedRows = rows - rowsPerBlock * blocks;
  const sums = blockSums(trials, blocks, rowsPerBlock, droppedRows);
  const judged = halves(blocks).map((mask) => judge(sums, mask, 2 ** blocks - 1));
  const share = (counts: (one: (typeof judged)[number]) => boolean) => judged.filter(counts).length / judged.length;
  return {
    probability: share(({ logit }) => logit <= 0),
    splits: judged.length,
    rowsPerBlock,
    droppedRows,
    logits: Float64Array.from(judged, ({ logit }) => logit),
    probabilityOfLoss: share(({ lost }) => lost),
  };
}
