/** `Σ part/whole` over trades given column by column. */
function sumOfShares(part: ArrayLike<number>, whole: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < part.length; k += 1) sum += part[k] / whole[k];
  return sum;
}

/** One-way turnover a year: `½ Σ D/V / years`, D the traded notional without cash and V the value before each trade. */
export function turnoverAnnual(trades: { readonly traded: ArrayLike<number>; readonly valueBefore: ArrayLike<number> }, years: number): number | null {
  return years > 0 ? sumOfShares(trades.traded, trades.valueBefore) / 2 / years : null;
}

/** Trading costs a year as a fraction of the portfolio: `Σ cost/V / years`. */
export function costAnnual(trades: { readonly cost: ArrayLike<number>; readonly valueBefore: ArrayLike<number> }, years: number): number | null {
  return years > 0 ? sumOfShares(trades.cost, trades.valueBefore) / years : null;
}
