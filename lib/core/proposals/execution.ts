import { BPS_PER_UNIT } from '../base/units';

/** A trade as it was signed. Quantities carry their sign: a sale is negative. */
export interface SignedTrade {
  readonly instrument: string;
  readonly quantity: number;
  /** The model price the proposal was made with. */
  readonly price: number;
}

/** What was done of a trade, at a price somebody states or at the model's. */
export interface Fill {
  readonly instrument: string;
  readonly quantity: number;
  readonly price: number;
  readonly cost: number;
}

export interface TradeExecution {
  readonly instrument: string;
  readonly signed: number;
  readonly filled: number;
  /** What is left to do, with the sign of the trade; 0 when done. */
  readonly remaining: number;
  /** Mean price of the fills, weighted by quantity; null before the first. */
  readonly averagePrice: number | null;
  readonly cost: number;
  /** How much worse than the model price, in money: positive when a buy was dearer or a sale cheaper. */
  readonly slippage: number;
  readonly slippageBps: number | null;
}

export interface Execution {
  readonly trades: readonly TradeExecution[];
  /** Filled at model prices, as a share of everything signed. */
  readonly shareDone: number;
  readonly cost: number;
  readonly slippage: number;
  /** Against the amount filled, at model prices; null before the first fill. */
  readonly slippageBps: number | null;
  readonly isComplete: boolean;
}

/** Quantities are kept to ten decimals; less than this is nothing. */
const QUANTITY_TOLERANCE = 1e-9;

const near = (quantity: number): number => (Math.abs(quantity) <= QUANTITY_TOLERANCE ? 0 : Number(quantity.toFixed(10)));

function tradeExecution(trade: SignedTrade, fills: readonly Fill[]): TradeExecution {
  const own = fills.filter((fill) => fill.instrument === trade.instrument);
  const filled = near(own.reduce((sum, fill) => sum + fill.quantity, 0));
  const paid = own.reduce((sum, fill) => sum + fill.quantity * fill.price, 0);
  const atModel = filled * trade.price;
  // Bought dearer: paid more than the model says. Sold cheaper: both are negative, and the difference is positive again.
  const slippage = paid - atModel;
  return {
    instrument: trade.instrument,
    signed: trade.quantity,
    filled,
    remaining: near(trade.quantity - filled),
    averagePrice: filled === 0 ? null : paid / filled,
    cost: own.reduce((sum, fill) => sum + fill.cost, 0),
    slippage,
    slippageBps: filled === 0 ? null : (slippage / Math.abs(atModel)) * BPS_PER_UNIT,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * What was done of an order and at what price, against what was signed. Slippage is the fills' amount minus the same
 * quantities at the model price, with the sign of a cost; in bp of that amount. Costs stated with a fill stand apart.
 */
export function executionOf(trades: readonly SignedTrade[], fills: readonly Fill[]): Execution {
  const each = trades.map((trade) => tradeExecution(trade, fills));
  const signed = sum(trades.map((trade) => Math.abs(trade.quantity) * trade.price));
  const done = sum(each.map((one, k) => Math.abs(one.filled) * trades[k].price));
  const slippage = sum(each.map((one) => one.slippage));
  return {
    trades: each,
    shareDone: signed === 0 ? 1 : done / signed,
    cost: sum(each.map((one) => one.cost)),
    slippage,
    slippageBps: done === 0 ? null : (slippage / done) * BPS_PER_UNIT,
    isComplete: each.every((one) => one.remaining === 0),
  };
}
