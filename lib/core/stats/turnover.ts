/** One-way turnover a year: `½ Σ D/V / years`, D the traded notional without cash and V the value before each trade. */
export function turnoverAnnual(trades: readonly { readonly traded: number; readonly valueBefore: number }[], years: number): number | null {
  return years > 0 ? trades.reduce((sum, trade) => sum + trade.traded / trade.valueBefore, 0) / 2 / years : null;
}

/** Trading costs a year as a fraction of the portfolio: `Σ cost/V / years`. */
export function costAnnual(trades: readonly { readonly cost: number; readonly valueBefore: number }[], years: number): number | null {
  return years > 0 ? trades.reduce((sum, trade) => sum + trade.cost / trade.valueBefore, 0) / years : null;
}
