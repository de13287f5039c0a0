import { assert } from '../base/assert';
import { BPS_PER_UNIT } from '../base/units';
import type { AssetId } from '../base/units';
import type { Instrument } from '../holdings/current-weights';
import type { Positions } from '../holdings/transaction';

export interface Trade {
  readonly instrument: string;
  readonly asset: AssetId;
  readonly side: 'buy' | 'sell';
  /** A multiple of the instrument's lot, positive. */
  readonly quantity: number;
  readonly price: number;
  /** Price times quantity. */
  readonly amount: number;
  readonly cost: number;
}

export interface TradePlan {
  readonly trades: readonly Trade[];
  readonly cost: number;
  readonly cashBefore: number;
  readonly cashAfter: number;
  /** Weights the trades lead to, in the order of the assets; rounding and costs included. */
  readonly weightsAfter: readonly number[];
  /** Classes that should be bought but have no instrument with a price. */
  readonly unfilled: readonly AssetId[];
}

/** As much of an instrument as a trade needs. */
type Tradable = Pick<Instrument, 'id' | 'asset' | 'price' | 'lot'>;

export interface TradeInput {
  readonly positions: Positions;
  readonly instruments: readonly Tradable[];
  readonly assets: readonly AssetId[];
  readonly cashAsset: AssetId | null;
  readonly targetWeights: readonly number[];
  readonly costBps: readonly number[];
  /** Trades of less money than this are left out; 0 trades all. */
  readonly minimumTrade?: number;
}

const LOT_TOLERANCE = 1e-9;

/** The largest multiple of the lot that is not more, a hair of float noise forgiven. */
function downToLot(quantity: number, lot: number): number {
  const lots = Math.floor(quantity / lot + LOT_TOLERANCE);
  return lots <= 0 ? 0 : Number((lots * lot).toFixed(8));
}

interface Sleeve {
  readonly asset: AssetId;
  readonly index: number;
  readonly instruments: readonly { readonly instrument: Tradable; readonly held: number; readonly share: number }[];
  readonly value: number;
}

/** An asset class with its instruments: pro rata to what is held, or equally where nothing is. */
function sleeveOf({ positions, instruments, assets }: TradeInput, index: number): Sleeve {
  const asset = assets[index];
  const own = instruments.filter((instrument) => instrument.asset === asset && instrument.price > 0);
  const held = own.map((instrument) => positions.quantities.get(instrument.id) ?? 0);
  const worth = own.map((instrument, j) => Math.max(0, held[j]) * instrument.price);
  const total = worth.reduce((sum, part) => sum + part, 0);
  return {
    asset,
    index,
    value: own.reduce((sum, instrument, j) => sum + held[j] * instrument.price, 0),
    instruments: own.map((instrument, j) => ({ instrument, held: held[j], share: total > 0 ? worth[j] / total : 1 / own.length })),
  };
}

function tradeOf(instrument: Tradable, side: Trade['side'], quantity: number, rate: number): Trade {
  const amount = quantity * instrument.price;
  return { instrument: instrument.id, asset: instrument.asset, side, quantity, price: instrument.price, amount, cost: amount * rate };
}

/** Sells or buys a class by an amount of money, pro rata, rounded down to lots; a sale never exceeds what is held. */
function tradeSleeve(sleeve: Sleeve, amount: number, rate: number, minimumTrade: number): readonly Trade[] {
  const side = amount < 0 ? 'sell' : 'buy';
  return sleeve.instruments.flatMap(({ instrument, held, share }): readonly Trade[] => {
    const wanted = (Math.abs(amount) * share) / instrument.price;
    const quantity = downToLot(side === 'sell' ? Math.min(wanted, Math.max(0, held)) : wanted, instrument.lot);
    const isWorthwhile = quantity > 0 && quantity * instrument.price >= minimumTrade;
    return isWorthwhile ? [tradeOf(instrument, side, quantity, rate)] : [];
  });
}

const cashEffect = (trades: readonly Trade[]): number =>
  trades.reduce((sum, trade) => sum + (trade.side === 'sell' ? trade.amount : -trade.amount) - trade.cost, 0);

/** Buys that the money at hand pays for: all scaled alike if it is too little, then rounded down to lots. */
function affordableBuys(wanted: readonly { readonly sleeve: Sleeve; readonly amount: number; readonly rate: number }[], money: number, minimumTrade: number): readonly Trade[] {
  const needed = wanted.reduce((sum, { amount, rate }) => sum + amount * (1 + rate), 0);
  const scale = needed > money ? Math.max(0, money / needed) : 1;
  return wanted.flatMap(({ sleeve, amount, rate }) => tradeSleeve(sleeve, amount * scale, rate, minimumTrade));
}

/** Instruments of the cash class that are sold when cash itself does not suffice for the buys. */
function cashSleeveAmount(cashAfterRest: number, sleeve: Sleeve | null): number {
  return sleeve && cashAfterRest < 0 ? -Math.min(-cashAfterRest, Math.max(0, sleeve.value)) : 0;
}

/**
 * The trades that lead from the positions to target weights.
 *
 * The value at hand is shared by the target weights; each class is traded pro rata to the instruments held (equally
 * where none is), every quantity rounded down to its lot, once. Cash takes the residue. Sales come first; buys are
 * scaled to the money there is after costs, so cash never goes negative through them, and no sale exceeds what is
 * held, so nothing becomes short. Instruments of the cash class are sold where cash is short of the buys, and bought
 * with what is left where the class wants more of them; a cash class without instruments is money in the account.
 */
export function trades(input: TradeInput): TradePlan {
  const { positions, assets, cashAsset, targetWeights, costBps, minimumTrade = 0 } = input;
  assert(targetWeights.length === assets.length && costBps.length === assets.length, 'one target weight and one cost per asset');
  const sleeves = assets.map((_, index) => sleeveOf(input, index));
  const value = sleeves.reduce((sum, sleeve) => sum + sleeve.value, 0) + positions.cash;
  const cashSleeve = sleeves.find(({ asset }) => asset === cashAsset) ?? null;
  const shifts = sleeves
    .filter((sleeve) => sleeve !== cashSleeve)
    .map((sleeve) => ({ sleeve, amount: targetWeights[sleeve.index] * value - sleeve.value, rate: costBps[sleeve.index] / BPS_PER_UNIT }));
  const sells = shifts.filter(({ amount }) => amount < 0).flatMap(({ sleeve, amount, rate }) => tradeSleeve(sleeve, amount, rate, minimumTrade));
  const buying = shifts.filter(({ amount, sleeve }) => amount > 0 && sleeve.instruments.length > 0);
  const needed = buying.reduce((sum, { amount, rate }) => sum + amount * (1 + rate), 0);
  const afterSells = positions.cash + cashEffect(sells);
  const fromCashClass = cashSleeve ? upToLots(cashSleeve, cashSleeveAmount(afterSells - needed, cashSleeve)) : [];
  const buys = affordableBuys(buying, afterSells + cashEffect(fromCashClass), minimumTrade);
  const left = afterSells + cashEffect(fromCashClass) + cashEffect(buys);
  const intoCashClass = cashSleeve && fromCashClass.length === 0 ? sweep(cashSleeve, targetWeights[cashSleeve.index] * value - cashSleeve.value, left) : [];
  const all = [...sells, ...fromCashClass, ...buys, ...intoCashClass];
  const unfilled = shifts.filter(({ amount, sleeve }) => amount > 0 && sleeve.instruments.length === 0).map(({ sleeve }) => sleeve.asset);
  return planOf(input, all, sleeves, unfilled);
}

/** Money that its class wants in an instrument, a bill fund say, and that is really there. */
function sweep(sleeve: Sleeve, wanted: number, left: number): readonly Trade[] {
  const amount = Math.min(wanted, left);
  return amount > 0 && sleeve.instruments.length > 0 ? tradeSleeve(sleeve, amount, 0, 0) : [];
}

/** The cash class trades free of cost. */
function upToLots(sleeve: Sleeve, amount: number): readonly Trade[] {
  return amount < 0 ? tradeSleeve(sleeve, amount, 0, 0) : [];
}

function planOf({ positions, assets, cashAsset }: TradeInput, all: readonly Trade[], sleeves: readonly Sleeve[], unfilled: readonly AssetId[]): TradePlan {
  const cashAfter = positions.cash + cashEffect(all);
  const values = assets.map((asset, index) => {
    const traded = all.filter((trade) => trade.asset === asset).reduce((sum, trade) => sum + (trade.side === 'buy' ? trade.amount : -trade.amount), 0);
    return sleeves[index].value + traded + (asset === cashAsset ? cashAfter : 0);
  });
  const value = values.reduce((sum, part) => sum + part, 0) + (cashAsset === null ? cashAfter : 0);
  return {
    trades: all,
    cost: all.reduce((sum, trade) => sum + trade.cost, 0),
    cashBefore: positions.cash,
    cashAfter,
    weightsAfter: values.map((part) => (value > 0 ? part / value : 0)),
    unfilled,
  };
}
