import { ok, refuse } from '../base/result';
import type { Result } from '../base/result';
import { BPS_PER_UNIT } from '../base/units';
import { currentWeights } from '../holdings/current-weights';
import type { Positions } from '../holdings/transaction';
import type { Policy } from '../targets/policy';
import type { StatedInput } from './stated-trades';
import { trades, type Trade, type TradePlan } from './trades';

/** What a proposal is for: the rule's own order, money that came in, or money that has to go out. */
export const PROPOSAL_MODES = ['rebalance', 'invest-cash', 'raise-cash'] as const;
export type ProposalMode = (typeof PROPOSAL_MODES)[number];

export interface CashMove extends Omit<StatedInput, 'costBps' | 'assets' | 'cashAsset'> {
  readonly policy: Policy;
  /** Weights of the model, in the order of the policy's lines. */
  readonly target: readonly number[];
  /** Money to invest, or to have free. */
  readonly amount: number;
}

/** How often a raise asks for a little more, until lots and costs leave enough. */
const ATTEMPTS = 12;
const MONEY_TOLERANCE = 0.005;
/** Halves an interval until floats can tell its ends apart no longer. */
const HALVINGS = 100;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Shares an amount among classes so that what is left of their distances is as even as possible: each gets
 * `min(room, max(0, distance + λ))`, with λ such that they sum to the amount. All the room when that is less.
 */
export function shareOut(amount: number, distances: readonly number[], rooms: readonly number[]): readonly number[] {
  if (amount >= sum(rooms)) return rooms;
  const given = (lambda: number) => distances.map((distance, i) => Math.min(rooms[i], Math.max(0, distance + lambda)));
  let [low, high] = [-Math.max(...distances), Math.max(...distances.map((distance, i) => rooms[i] - distance))];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (sum(given(middle)) < amount) low = middle;
    else high = middle;
  }
  return given(low);
}

/** What each class is worth in instruments; money in the account is no class here. */
function worthOf({ positions, instruments, policy }: CashMove): readonly number[] {
  return policy.lines.map((line) => sum(instruments.filter(({ asset }) => asset === line.asset).map(({ id, price }) => (positions.quantities.get(id) ?? 0) * price)));
}

function quantitiesAfter({ quantities }: Positions, done: readonly Trade[]): ReadonlyMap<string, number> {
  const after = new Map(quantities);
  for (const { instrument, side, quantity } of done) after.set(instrument, (after.get(instrument) ?? 0) + (side === 'buy' ? quantity : -quantity));
  return after;
}

/** The plan that changes the worth of each class by an amount; what is not changed is not traded, and cash takes the residue. */
function planOf(move: CashMove, changes: readonly number[]): TradePlan {
  const { policy, positions, instruments } = move;
  const [assets, worth] = [policy.lines.map((line) => line.asset), worthOf(move)];
  const value = sum(worth) + positions.cash;
  // Cash is nobody's class here, so that what is free stays free and is not swept into bills.
  const plan = trades({
    positions, instruments, assets, cashAsset: null, targetWeights: worth.map((one, i) => (one + changes[i]) / value),
    costBps: policy.lines.map((line) => (line.asset === policy.cashAsset ? 0 : line.costBps)),
  });
  const done = plan.trades.filter((trade) => changes[assets.indexOf(trade.asset)] !== 0);
  const after = currentWeights({ quantities: quantitiesAfter(positions, done), cash: plan.cashAfter }, instruments, assets, policy.cashAsset);
  return { ...plan, trades: done, weightsAfter: after.ok ? after.value.weights : plan.weightsAfter };
}

/**
 * Buys only, with money that lies in the account: as near to the target as the new money leads. Nothing is spent beyond the
 * amount, costs included, and no class is bought beyond its maximum; what finds no room stays in cash.
 */
export function investCash(move: CashMove): Result<TradePlan, 'no-cash'> {
  const { policy, positions, target, amount } = move;
  if (positions.cash < amount - MONEY_TOLERANCE) return refuse('no-cash', `there are ${positions.cash.toFixed(2)} in cash, not ${amount}`);
  const worth = worthOf(move);
  const value = sum(worth) + positions.cash;
  const isBought = policy.lines.map((line) => line.asset !== policy.cashAsset && move.instruments.some(({ asset }) => asset === line.asset));
  const dearest = Math.max(...policy.lines.map((line) => line.costBps)) / BPS_PER_UNIT;
  const rooms = policy.lines.map((line, i) => (isBought[i] ? Math.max(0, line.max * value - worth[i]) : 0));
  return ok(planOf(move, shareOut(amount / (1 + dearest), target.map((weight, i) => weight * value - worth[i]), rooms)));
}

/**
 * Sells only, until the amount is free in the account, staying as near to the target of what remains as it can. No class
 * is sold below its minimum of what remains; refuses `cannot-raise` when that does not suffice.
 */
export function raiseCash(move: CashMove): Result<TradePlan, 'cannot-raise'> {
  const { policy, positions, target, amount } = move;
  const worth = worthOf(move);
  const rest = sum(worth) + positions.cash - amount;
  const rooms = policy.lines.map((line, i) => Math.min(worth[i], Math.max(0, worth[i] - line.min * rest)));
  const distances = target.map((weight, i) => worth[i] - weight * rest);
  let need = amount - positions.cash;
  for (let attempt = 0; attempt < ATTEMPTS && rest > 0 && need <= sum(rooms); attempt += 1) {
    const plan = planOf(move, shareOut(Math.max(0, need), distances, rooms).map((one) => -one));
    const short = amount - plan.cashAfter;
    if (short <= MONEY_TOLERANCE) return ok(plan);
    // Lots are rounded down: the next try asks for what was missing and for one lot of each class that is sold.
    need += short + Math.max(0, ...move.instruments.map(({ price, lot }) => price * lot)) * (attempt === 0 ? 1 : 0.5);
  }
  const most = positions.cash + sum(rooms);
  return refuse('cannot-raise', `within the policy's limits at most ${Math.max(0, most).toFixed(0)} can be raised, costs and lots aside`);
}
