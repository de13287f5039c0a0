import { ok, refuse } from '../base/result';
import type { Result } from '../base/result';
import { BPS_PER_UNIT } from '../base/units';
import type { AssetId } from '../base/units';
import { currentWeights } from '../holdings/current-weights';
import type { Instrument } from '../holdings/current-weights';
import type { Positions } from '../holdings/transaction';
import type { Trade, TradePlan } from './trades';

export interface StatedTrade {
  readonly instrument: string;
  /** Positive buys, negative sells. */
  readonly quantity: number;
}

export interface StatedInput {
  readonly positions: Positions;
  readonly instruments: readonly Instrument[];
  readonly assets: readonly AssetId[];
  readonly cashAsset: AssetId | null;
  readonly costBps: readonly number[];
}

const LOT_TOLERANCE = 1e-9;
/** A hundredth of the currency: what rounding may leave over. */
const CASH_TOLERANCE = 0.01;

const isWholeLots = (quantity: number, lot: number): boolean => Math.abs(quantity / lot - Math.round(quantity / lot)) <= LOT_TOLERANCE * Math.max(1, Math.abs(quantity / lot));

function problemOf({ quantity }: StatedTrade, instrument: Instrument, held: number): string | null {
  if (!isWholeLots(quantity, instrument.lot)) return `is not a multiple of the lot of ${instrument.lot}`;
  if (held + quantity < -LOT_TOLERANCE) return `sells more than the ${held} that are held`;
  return null;
}

/**
 * The plan that stated trades make: whole lots of instruments with a price, no sale of more than is held, no debt.
 * Cash takes the residue, as in a plan that is computed. Refuses `trade-refused` with the instrument and why.
 */
export function statedTrades(stated: readonly StatedTrade[], { positions, instruments, assets, cashAsset, costBps }: StatedInput): Result<TradePlan, 'trade-refused'> {
  const trades: Trade[] = [];
  for (const one of stated.filter(({ quantity }) => quantity !== 0)) {
    const instrument = instruments.find(({ id }) => id === one.instrument);
    if (!instrument) return refuse('trade-refused', 'an instrument has no price', { instrument: one.instrument });
    const problem = problemOf(one, instrument, positions.quantities.get(instrument.id) ?? 0);
    if (problem) return refuse('trade-refused', problem, { instrument: instrument.id });
    const amount = Math.abs(one.quantity) * instrument.price;
    const rate = instrument.asset === cashAsset ? 0 : costBps[assets.indexOf(instrument.asset)] / BPS_PER_UNIT;
    trades.push({ instrument: instrument.id, asset: instrument.asset, side: one.quantity > 0 ? 'buy' : 'sell', quantity: Math.abs(one.quantity), price: instrument.price, amount, cost: amount * rate });
  }
  const cost = trades.reduce((sum, trade) => sum + trade.cost, 0);
  const cashAfter = trades.reduce((cash, trade) => cash + (trade.side === 'sell' ? trade.amount : -trade.amount), positions.cash) - cost;
  if (cashAfter < Math.min(0, positions.cash) - CASH_TOLERANCE) return refuse('trade-refused', `the trades would leave ${cashAfter.toFixed(2)} in cash`, {});
  const after = currentWeights({ ...positions, quantities: quantitiesAfter(positions, trades), cash: cashAfter }, instruments, assets, cashAsset);
  if (!after.ok) return refuse('trade-refused', after.error.message, after.error.details);
  return ok({ trades, cost, cashBefore: positions.cash, cashAfter, weightsAfter: after.value.weights, unfilled: [] });
}

function quantitiesAfter({ quantities }: Positions, trades: readonly Trade[]): ReadonlyMap<string, number> {
  const after = new Map(quantities);
  for (const { instrument, side, quantity } of trades) after.set(instrument, (after.get(instrument) ?? 0) + (side === 'buy' ? quantity : -quantity));
  return after;
}
