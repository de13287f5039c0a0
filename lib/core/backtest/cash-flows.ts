import { assert } from '../base/assert';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';

/** Money paid in (positive) or taken out (negative) at the close of a row, before the next row's return. */
export interface CashFlow {
  readonly row: number;
  readonly amount: number;
}

export interface FundedAccount {
  /** What the account is worth at each row, the row's flow included. */
  readonly values: Float64Array;
  /** Shares of the strategy held after each row's flow. */
  readonly shares: Float64Array;
  /** Paid for investing and divesting the flows; the strategy's own costs are in its NAV. */
  readonly flowCosts: number;
}

/** How near 0 a withdrawal of everything may leave the account. */
const EMPTY = 1e-9;

/**
 * An account that is paid into and drawn from, kept like a fund: money buys or sells shares of the whole mix at its NAV,
 * so whoever else is invested notices nothing. Its time-weighted return is therefore that of the NAV itself, flows or not.
 *
 * `costRate` is the cost of trading the whole mix, `Σ w·c`; it is borne by the flow, beside the amount for withdrawals. A flow on the
 * first row adds to `initial`. Flows are not used to rebalance. Refuses `overdrawn`, naming the row, when more is taken
 * out than there is. Rows beyond the last are a mistake and assert.
 */
export function fundAccount(
  nav: ArrayLike<number>,
  input: { readonly initial: number; readonly flows: readonly CashFlow[]; readonly costRate: number },
): Result<FundedAccount, 'overdrawn'> {
  const flowAt = new Float64Array(nav.length);
  for (const { row, amount } of input.flows) {
    assert(Number.isInteger(row) && row >= 0 && row < nav.length, 'a flow falls on a row of the run');
    flowAt[row] += amount;
  }
  const [values, shares] = [new Float64Array(nav.length), new Float64Array(nav.length)];
  let [held, flowCosts] = [input.initial / nav[0], 0];
  for (let row = 0; row < nav.length; row += 1) {
    const cost = Math.abs(flowAt[row]) * input.costRate;
    const value = held * nav[row] + flowAt[row] - cost;
    if (value < -EMPTY * input.initial) return refuse('overdrawn', `row ${row}: the account does not hold what is taken out`, { row });
    held = Math.max(0, value) / nav[row];
    flowCosts += cost;
    [values[row], shares[row]] = [held * nav[row], held];
  }
  return ok({ values, shares, flowCosts });
}

const WIDEST = { low: -0.9999, high: 10 } as const;
const BISECTIONS = 200;

/**
 * Money-weighted return a year: the one rate at which everything paid in, grown to the last row, is what the account is
 * worth there. It depends on when money came and went; the time-weighted return does not.
 *
 * Internal rate of return by bisection between −99.99 % and 1,000 %. Null when the first and the last value agree with no
 * rate in that range, or nothing was ever paid in. Amounts as in `fundAccount`.
 */
export function moneyWeightedReturn(input: {
  readonly initial: number;
  readonly flows: readonly CashFlow[];
  readonly finalValue: number;
  readonly rows: number;
  readonly periodsPerYear: number;
}): number | null {
  const paid: readonly CashFlow[] = [{ row: 0, amount: input.initial }, ...input.flows];
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
