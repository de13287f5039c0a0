import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { Cadence } from '../series/period-ends';
import { periodEnds } from '../series/period-ends';

/**
 * Where money goes that comes, and from where money is taken that leaves. `mix`: everything held is bought or sold pro
 * rata, at once. `cash`: it waits in cash for the next order; what is taken out comes from cash as far as there is any.
 */
export type FlowThrough = 'mix' | 'cash';

/** Money paid in (positive) or taken out (negative), on one day or at the end of every period. */
export type Flow = { readonly amount: number; readonly through?: FlowThrough } & ({ readonly date: IsoDate } | { readonly every: Cadence });

/** A flow on its row. Amounts are in units of the starting NAV. */
export interface RowFlow {
  readonly row: number;
  readonly amount: number;
  readonly through: FlowThrough;
}

/** An account that followed a strategy and was paid into and drawn from. */
export interface Account {
  /** Shares held after each row's flows; 1 at the start. What the account is worth is shares times NAV. */
  readonly shares: Float64Array;
  /** Paid for investing and divesting the flows; the strategy's own costs are in its NAV. */
  readonly flowCosts: number;
  /** A year; null where no rate fits. */
  readonly moneyWeightedReturn: number | null;
}

/**
 * The flows by row, ascending. A day without a row is moved to the next row; periods end as they do for a calendar
 * rebalancing. Refuses `bad-flow` for a day outside the window: a flow left out silently would change what was asked.
 */
export function flowRows(dates: readonly IsoDate[], flows: readonly Flow[]): Result<readonly RowFlow[], 'bad-flow'> {
  const found: RowFlow[] = [];
  for (const flow of flows) {
    const { amount, through = 'mix' } = flow;
    if ('every' in flow) {
      for (const row of periodEnds(dates, flow.every)) found.push({ row, amount, through });
      continue;
    }
    const row = dates.findIndex((date) => date >= flow.date);
    if (row < 0 || flow.date < dates[0]) return refuse('bad-flow', `the flow of ${flow.date} lies outside the window`, { date: flow.date });
    found.push({ row, amount, through });
  }
  return ok(found.sort((a, b) => a.row - b.row));
}

const WIDEST = { low: -0.9999, high: 10 } as const;
const BISECTIONS = 200;

/**
 * Money-weighted return a year: the one rate at which everything paid in, grown to the last row, is what the account is
 * worth there. It depends on when money came and went; the time-weighted return does not.
 *
 * Internal rate of return by bisection between −99.99 % and 1,000 %. Null when the first and the last value agree with no
 * rate in that range, or nothing was ever paid in. Flows arrive at the close of their row.
 */
export function moneyWeightedReturn(input: {
  readonly initial: number;
  readonly flows: readonly Pick<RowFlow, 'row' | 'amount'>[];
  readonly finalValue: number;
  readonly rows: number;
  readonly periodsPerYear: number;
}): number | null {
  const paid = [{ row: 0, amount: input.initial }, ...input.flows];
  const short = (rate: number) => paid.reduce((sum, { row, amount }) => sum + amount * (1 + rate) ** ((input.rows - 1 - row) / input.periodsPerYear), 0) - input.finalValue;
  let [low, high]: [number, number] = [WIDEST.low, WIDEST.high];
  if (paid.every(({ amount }) => amount <= 0) || short(low) > 0 || short(high) < 0) return null;
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    if (short(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
