import { addDays } from '../../core/base/iso-date';
import { refuse, ok, type Result } from '../../core/base/result';
import { investCash, raiseCash, type ProposalMode } from '../../core/proposals/cash-moves';
import { checks } from '../../core/proposals/checks';
import { isOutside, planTo as planOfBook, reach } from '../../core/proposals/plan';
import { policyRisk } from '../../core/proposals/policy-risk';
import type { TradePlan } from '../../core/proposals/trades';
import { oneWay } from '../../core/tilts/budget';
import { today } from '../clock';
import type { ProposalCheck, ProposalContent, RiskFigures } from '../db/proposal-store';
import type { Recommendation } from '../db/recommendation-store';
import { bookOf, type Holdings } from './holdings';
import type { Desk } from './open-desk';
import { latestRevised } from './revisions';
import { SHIFT_TOLERANCE } from './staleness';

/**
 * How far the holdings may lie from the target, one-way, before a month without an order still calls for a proposal.
 * Wider than the model's own no-trade band: drift alone should not make work, a first alignment should.
 */
export const DRIFT_BAND = 0.05;

/** A price older than this many calendar days at the decision is called stale. Long weekends pass, a missed week does not. */
const PRICE_AGE_DAYS = { daily: 5, weekly: 12, monthly: 45, quarterly: 130, annual: 500 } as const;

/** Of a recommendation, stored or not: whether the model has an order, and where to. */
export interface Ordered {
  readonly orderDue: Recommendation['orderDue'];
  readonly lines: readonly { readonly target: number }[];
}

/** What may call for a decision. */
export type Call = 'order' | 'limit' | 'drift';

/**
 * What calls for a decision: an order of the model that the holdings have not followed yet, a breach in the holdings, or
 * drift beyond the band. What lots and costs leave over after an execution is no order once more.
 */
export function callsFor(desk: Desk, holdings: Holdings, recommendation: Ordered): readonly Call[] {
  const shift = recommendation.lines.map((line, k) => line.target - holdings.weights[k]);
  const calls: readonly (readonly [Call, boolean])[] = [
    ['order', recommendation.orderDue !== null && shift.some((change) => Math.abs(change) > SHIFT_TOLERANCE)],
    ['limit', isOutside(desk.policyVersion.policy, holdings.weights)],
    ['drift', oneWay(shift) >= DRIFT_BAND],
  ];
  return calls.flatMap(([call, isSo]) => (isSo ? [call] : []));
}

/** Whether there is something to decide. */
export const isDue = (desk: Desk, holdings: Holdings, recommendation: Ordered): boolean => callsFor(desk, holdings, recommendation).length > 0;

function riskOf(desk: Desk, weights: readonly number[]): RiskFigures {
  const risk = policyRisk(desk.view, desk.policyVersion.policy, weights);
  return risk.ok ? { volatilityAnnual: risk.value.volatilityAnnual, trackingErrorAnnual: risk.value.trackingErrorAnnual } : { volatilityAnnual: null, trackingErrorAnnual: null };
}

/** The checks of a mix against the policy as it stands now. Run when proposed, and again when somebody signs. */
export function runChecks(desk: Desk, holdings: Holdings, recommendation: Recommendation, proposed: readonly number[], trackingErrorAnnual: number | null): readonly ProposalCheck[] {
  const { policyVersion } = desk;
  const slowest = [...desk.seriesOf.values()].reduce<keyof typeof PRICE_AGE_DAYS>((so, one) => (PRICE_AGE_DAYS[one.frequency] > PRICE_AGE_DAYS[so] ? one.frequency : so), 'daily');
  const symbols = new Map(policyVersion.classes.flatMap((one) => one.instruments.map((instrument) => [instrument.id, instrument.symbol] as const)));
  const inPolicy = holdings.instruments.filter((instrument) => symbols.has(instrument.id));
  const found = checks({
    policy: policyVersion.policy,
    limits: { turnover: policyVersion.turnoverLimit, trackingErrorAnnual: policyVersion.trackingErrorLimit, costBps: policyVersion.costLimitBps, priceAgeDays: PRICE_AGE_DAYS[slowest] },
    asOf: desk.asOf,
    currentWeights: holdings.weights,
    proposedWeights: proposed,
    trackingErrorAnnual,
    prices: inPolicy.map(({ id, priceDate }) => ({ id, priceDate })),
    readings: recommendation.readings,
    missing: recommendation.missing,
    latestRevised: latestRevised(desk, recommendation),
  });
  return found.map((check) => ({ ...check, subject: check.subject === null ? null : (symbols.get(check.subject) ?? check.subject) }));
}

/** The trades that lead from the holdings to a mix, in whole lots. */
export const planTo = (desk: Desk, holdings: Holdings, weights: readonly number[]): TradePlan => planOfBook(desk.policyVersion.policy, bookOf(holdings), weights);

const money = (amount: number): string => amount.toFixed(4);

/** What the rule alone would trade now, whether or not it is due. */
export const rulePlan = (desk: Desk, holdings: Holdings, recommendation: Recommendation): TradePlan => planTo(desk, holdings, reach(desk.policyVersion.policy, desk.policyVersion.turnoverLimit, holdings.weights, recommendation.lines.map((line) => line.target)));

/** Money that is to leave is in nobody's mix: what is checked is the mix that remains once it has gone. */
export function checkedWeights(desk: Desk, { mode, moneyMoved, value }: Pick<ProposalContent, 'mode' | 'moneyMoved' | 'value'>, weights: readonly number[]): readonly number[] {
  if (mode !== 'raise-cash' || moneyMoved === null) return weights;
  const share = Number(moneyMoved) / Number(value);
  const { lines, cashAsset } = desk.policyVersion.policy;
  return weights.map((weight, k) => (weight - (lines[k].asset === cashAsset ? share : 0)) / (1 - share));
}

const beyond = (check: ProposalCheck): number => Math.abs((check.measured ?? 0) - (check.limit ?? 0));

/**
 * The checks of a proposal in its mode. Money that comes or goes is no order of the rule: its turnover cap is only noted,
 * and so is a limit that is broken without the trades as well, and no less.
 */
export function checksOf(desk: Desk, holdings: Holdings, recommendation: Recommendation, content: Pick<ProposalContent, 'mode' | 'moneyMoved' | 'value'>, weights: readonly number[], trackingErrorAnnual: number | null): readonly ProposalCheck[] {
  const found = runChecks(desk, holdings, recommendation, checkedWeights(desk, content, weights), trackingErrorAnnual);
  if (content.mode === 'rebalance') return found;
  // The money goes anyway: what the trades answer for is the mix without it, with and without them.
  const before = runChecks(desk, holdings, recommendation, checkedWeights(desk, content, holdings.weights), trackingErrorAnnual);
  return found.map((check, k) => {
    if (check.result !== 'breach') return check;
    if (check.kind === 'turnover') return { ...check, result: 'note' as const, message: 'above its limit, for money that comes or goes' };
    const isLimit = check.kind === 'asset-limit' || check.kind === 'group-limit';
    const isNoWorse = isLimit && before[k].result === 'breach' && beyond(check) <= beyond(before[k]) + 1e-9;
    return isNoWorse ? { ...check, result: 'note' as const, message: `${check.message}, as it would be without these trades, and no worse` } : check;
  });
}

/** What is asked for beside the rule. */
export interface MoneyMove {
  readonly mode: Exclude<ProposalMode, 'rebalance'>;
  readonly amount: number;
}

/** The content of a plan, as it is signed. `byRule` are the weights of the rule where a person chose others. */
export function contentOf(desk: Desk, holdings: Holdings, recommendation: Recommendation, plan: TradePlan, byRule: readonly number[] | null = null, move: MoneyMove | null = null): Result<ProposalContent> {
  if (plan.unfilled.length > 0) return refuse('no-instrument', `There is no priced instrument to buy for ${plan.unfilled.join(', ')}.`);
  if (plan.trades.length === 0) return refuse('nothing-due', 'Every shift is smaller than one lot. Nothing to trade.');
  const symbolOf = new Map(desk.policyVersion.classes.flatMap((one) => one.instruments.map((instrument) => [instrument.id, instrument] as const)));
  const [riskBefore, riskAfter] = [riskOf(desk, holdings.weights), riskOf(desk, plan.weightsAfter)];
  const kind = { mode: move?.mode ?? ('rebalance' as const), moneyMoved: move === null ? null : money(move.amount), value: holdings.value };
  return ok({
    ...kind,
    asOf: desk.asOf,
    turnover: oneWay(plan.weightsAfter.map((weight, k) => weight - holdings.weights[k])),
    costAmount: money(plan.cost),
    cashResidual: money(Math.max(0, plan.cashAfter)),
    riskBefore,
    riskAfter,
    // Counted from the day it is made: data that lag behind the calendar must not make it expire at birth.
    expiresOn: addDays(today(desk.clock), desk.policyVersion.proposalLifeDays),
    lines: recommendation.lines.map((line, k) => ({
      assetClassId: line.assetClassId, code: line.code, current: holdings.weights[k], strategic: line.strategic, target: line.target, proposed: plan.weightsAfter[k], byRule: byRule?.[k] ?? null,
    })),
    trades: plan.trades.map((trade) => {
      const sign = trade.side === 'buy' ? 1 : -1;
      const instrument = symbolOf.get(trade.instrument);
      return {
        instrumentId: trade.instrument, symbol: instrument?.symbol ?? '', name: instrument?.name ?? '', assetCode: trade.asset, lotSize: String(instrument?.lotSize ?? 1),
        quantity: String(sign * trade.quantity), price: String(trade.price), amount: money(sign * trade.amount), cost: money(trade.cost),
      };
    }),
    checks: checksOf(desk, holdings, recommendation, kind, plan.weightsAfter, riskAfter.trackingErrorAnnual),
  });
}

/** Nothing is held, or not yet on the last day that the prices reach. */
function nothingHeld(desk: Desk, { heldFrom }: Holdings): Result<never> {
  const says = heldFrom === null
    ? 'holds nothing yet. Import its holdings first.'
    : `holds nothing on ${desk.asOf}, the last day on which everything has a price; its book begins on ${heldFrom}. Import prices up to that day, or the holdings as of an earlier one.`;
  return refuse('no-holdings', `${desk.portfolio.name} ${says}`);
}

/** Everything that is signed: weights before and after, trades in whole lots, costs, risk and checks. */
export function buildProposal(desk: Desk, holdings: Holdings, recommendation: Recommendation): Result<ProposalContent> {
  if (holdings.isEmpty) return nothingHeld(desk, holdings);
  if (!isDue(desk, holdings, recommendation)) {
    return refuse('nothing-due', `Nothing to propose: since the decision of ${recommendation.decisionDate} no order is outstanding, and the holdings lie within ${DRIFT_BAND * 100} % of the target, one-way.`);
  }
  return contentOf(desk, holdings, recommendation, rulePlan(desk, holdings, recommendation));
}

/** Invests money that lies in the account, or sells until some is free: always to be had, within the bands too. */
export function buildMoneyMove(desk: Desk, holdings: Holdings, recommendation: Recommendation, move: MoneyMove): Result<ProposalContent> {
  if (holdings.isEmpty) return nothingHeld(desk, holdings);
  const { policy } = desk.policyVersion;
  const input = { policy, positions: holdings.derived, instruments: holdings.instruments, target: recommendation.lines.map((line) => line.target), amount: move.amount };
  const plan = move.mode === 'invest-cash' ? investCash(input) : raiseCash(input);
  if (!plan.ok) return refuse(plan.error.kind, `This money cannot be moved: ${plan.error.message}.`);
  if (plan.value.trades.length === 0) return refuse('nothing-due', move.mode === 'raise-cash' ? `${move.amount} lie in cash already. Nothing to sell.` : 'Every class is at its maximum, or the money is less than one lot. Nothing to buy.');
  return contentOf(desk, holdings, recommendation, plan.value, null, move);
}

/** A mix that a person chose instead of the rule's, with its trades; the rule's own is kept beside it. */
export function buildEdited(desk: Desk, holdings: Holdings, recommendation: Recommendation, plan: TradePlan): Result<ProposalContent> {
  return contentOf(desk, holdings, recommendation, plan, rulePlan(desk, holdings, recommendation).weightsAfter);
}

