import { assert } from '../base/assert';
import type { PriceGrid } from '../market/price-grid';
import { cashIndexOf } from '../models/columns';
import type { Policy } from '../targets/policy';
import type { Execution } from './spec';

/** What was traded, and when: rows index the grid's rows. */
export type TradedMix = Pick<Execution, 'row' | 'weights'>;

/** A level by row for each line that is not cash, in the order of the lines; null for the cash line. */
function riskyColumns({ assets, levels }: PriceGrid, { lines, cashAsset }: Policy): readonly (Float64Array | null)[] {
  return lines.map(({ asset }) => {
    if (asset === cashAsset) return null;
    const column = assets.indexOf(asset);
    assert(column >= 0, 'every line of the policy has prices');
    return levels[column];
  });
}

/** The weights of a trade, moved by prices to a later row. The cash line has everything that is not invested. */
function drifted({ row: from, weights }: TradedMix, to: number, columns: readonly (Float64Array | null)[], cash: Float64Array | null): readonly number[] {
  const grown = columns.map((column, i) => (column === null ? 0 : (weights[i] * column[to]) / column[from]));
  const uninvested = 1 - columns.reduce((sum, column, i) => sum + (column === null ? 0 : weights[i]), 0);
  const inCash = uninvested * (cash === null ? 1 : cash[to] / cash[from]);
  const value = grown.reduce((sum, part) => sum + part, inCash);
  return columns.map((column, i) => (column === null ? inCash : grown[i]) / value);
}

/**
 * What a strategy held at the close of some ascending rows: the weights of its last trade, moved by prices since. In the
 * order of the policy's lines; where no line is cash, what is missing from 1 is uninvested. Before the first trade
 * everything is in cash.
 *
 * Fees take from everything alike and move no weight. Without flows through cash this is the loop's own portfolio.
 */
export function heldWeights(grid: PriceGrid, policy: Policy, executions: readonly TradedMix[], rows: readonly number[]): readonly (readonly number[])[] {
  const columns = riskyColumns(grid, policy);
  const nothing = policy.lines.map((_, i) => (i === cashIndexOf(policy) ? 1 : 0));
  let done = 0;
  return rows.map((row) => {
    while (done < executions.length && executions[done].row <= row) done += 1;
    return done === 0 ? nothing : drifted(executions[done - 1], row, columns, grid.cashLevel);
  });
}
