/** What is traded and at which cost. Columns are in the order of the policy's lines. */
export interface Market {
  readonly columns: readonly Float64Array[];
  /** Level that uninvested money follows; null where it earns nothing. */
  readonly cash: Float64Array | null;
  /** The line that is cash: its weight is left uninvested. −1 without one. */
  readonly cashIndex: number;
  readonly costRates: ArrayLike<number>;
}

/** Trades in their order, column by column: a sweep makes millions, and only those who ask want an object for each. */
export interface TradeLedger {
  readonly valueBefore: Float64Array;
  /** `Σ|w_i V − h_i|` over the risky assets. */
  readonly traded: Float64Array;
  readonly cost: Float64Array;
}

/** A portfolio held in units, so that between trades a row costs one multiplication per asset. */
export class Portfolio {
  private readonly columns: readonly Float64Array[];
  private readonly cash: Float64Array | null;
  private readonly cashIndex: number;
  private readonly costRates: ArrayLike<number>;
  private readonly units: Float64Array;
  /** The weights being traded to, so that the loops see one kind of array whoever asked. */
  private readonly wanted: Float64Array;
  private readonly ledger: TradeLedger;
  private cashUnits = NaN;
  private count = 0;

  /** All in cash and worth 1. There is room for so many trades. */
  constructor(market: Market, mostTrades: number) {
    this.columns = market.columns;
    this.cash = market.cash;
    this.cashIndex = market.cashIndex;
    this.costRates = market.costRates;
    this.units = new Float64Array(market.columns.length);
    this.wanted = new Float64Array(market.columns.length);
    this.ledger = { valueBefore: new Float64Array(mostTrades), traded: new Float64Array(mostTrades), cost: new Float64Array(mostTrades) };
    this.cashUnits = 1 / this.cashLevel(0);
  }

  get trades(): TradeLedger {
    const { ledger, count } = this;
    return { valueBefore: ledger.valueBefore.subarray(0, count), traded: ledger.traded.subarray(0, count), cost: ledger.cost.subarray(0, count) };
  }

  value(row: number): number {
    const { columns, units } = this;
    let value = this.cashUnits * this.cashLevel(row);
    for (let i = 0; i < units.length; i += 1) value += units[i] * columns[i][row];
    return value;
  }

  /**
   * Writes the values of rows `from` to `to − 1`, between which nothing is traded: asset by asset, each added in the same
   * order as in `value`, so that the sums are the same to the last digit.
   */
  follow(nav: Float64Array, from: number, to: number): void {
    const { columns, cash } = this;
    if (to === from + 1) {
      nav[from] = this.value(from);
      return;
    }
    for (let row = from; row < to; row += 1) nav[row] = cash === null ? this.cashUnits : this.cashUnits * cash[row];
    for (let i = 0; i < columns.length; i += 1) {
      const units = this.units[i];
      if (units === 0) continue;
      const column = columns[i];
      for (let row = from; row < to; row += 1) nav[row] += units * column[row];
    }
  }

  weights(row: number): Float64Array {
    const value = this.value(row);
    const { columns, cashIndex } = this;
    return this.units.map((units, i) => (i === cashIndex ? this.cashUnits * this.cashLevel(row) : units * columns[i][row]) / value);
  }

  /** What is not invested, as a share of the value. */
  cashShare(row: number): number {
    return (this.cashUnits * this.cashLevel(row)) / this.value(row);
  }

  /** Cost of buying or selling a part of everything held, as a share of the part: `Σ w·c`. */
  costOfMix(row: number): number {
    const { columns, costRates } = this;
    let cost = 0;
    for (let i = 0; i < columns.length; i += 1) cost += costRates[i] * this.units[i] * columns[i][row];
    return cost / this.value(row);
  }

  /** Keeps so much of everything held and makes up for the rest in cash; above 1 it is cash that makes room. */
  exchange(row: number, kept: number): void {
    const value = this.value(row);
    for (let i = 0; i < this.units.length; i += 1) this.units[i] *= kept;
    this.cashUnits = kept * this.cashUnits + ((1 - kept) * value) / this.cashLevel(row);
  }

  /** Takes a share of everything alike. */
  charge(rate: number): void {
    for (let i = 0; i < this.units.length; i += 1) this.units[i] *= 1 - rate;
    this.cashUnits *= 1 - rate;
  }

  trade(row: number, weights: ArrayLike<number>): void {
    const { columns, cashIndex, costRates, units, wanted, ledger } = this;
    for (let i = 0; i < wanted.length; i += 1) wanted[i] = weights[i];
    const valueBefore = this.value(row);
    let traded = 0;
    let cost = 0;
    for (let i = 0; i < units.length; i += 1) {
      if (i === cashIndex) continue;
      const notional = Math.abs(wanted[i] * valueBefore - units[i] * columns[i][row]);
      traded += notional;
      cost += costRates[i] * notional;
    }
    this.invest(row, valueBefore - cost);
    ledger.valueBefore[this.count] = valueBefore;
    ledger.traded[this.count] = traded;
    ledger.cost[this.count] = cost;
    this.count += 1;
  }

  private invest(row: number, value: number): void {
    const { columns, cashIndex, units, wanted } = this;
    let invested = 0;
    for (let i = 0; i < units.length; i += 1) {
      if (i === cashIndex) continue;
      const holding = wanted[i] * value;
      units[i] = holding / columns[i][row];
      invested += holding;
    }
    this.cashUnits = (value - invested) / this.cashLevel(row);
  }

  private cashLevel(row: number): number {
    return this.cash === null ? 1 : this.cash[row];
  }
}
