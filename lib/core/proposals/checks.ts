import type { IsoDate } from '../base/iso-date';
import { dayNumber } from '../base/iso-date';
import { BPS_PER_UNIT, WEIGHT_SUM_TOLERANCE } from '../base/units';
import { costOfShift, costRates } from '../costs/trade-cost';
import type { MissingReading, Reading } from '../models/decision';
import type { Policy } from '../targets/policy';
import { oneWay } from '../tilts/budget';
import { isOutside } from './plan';

export type CheckKind =
  | 'asset-limit'
  | 'group-limit'
  | 'turnover'
  | 'tracking-error'
  | 'cost'
  | 'stale-price'
  | 'stale-observation'
  | 'missing-reading'
  | 'latest-revised';

/** One thing a person should look at before they sign. Weights and errors are fractions, cost is in bp, age in days. */
export interface Check {
  readonly kind: CheckKind;
  /** The asset, group, instrument or indicator it is about; null for the whole portfolio. */
  readonly subject: string | null;
  readonly measured: number | null;
  readonly limit: number | null;
  /** How much of the limit is used: 1 is all of it; null where there is nothing to divide by. */
  readonly shareUsed: number | null;
  readonly result: 'within' | 'breach' | 'note';
  readonly message: string;
}

/** Null is "no limit". */
export interface ProposalLimits {
  readonly turnover: number | null;
  readonly trackingErrorAnnual: number | null;
  readonly costBps: number | null;
  readonly priceAgeDays: number;
}

/** What the checks of a mix alone are made from, whatever the state of the data behind it. */
export interface MixCheckInput {
  readonly policy: Policy;
  readonly limits: Omit<ProposalLimits, 'priceAgeDays'>;
  /** In the order of the policy's lines. */
  readonly currentWeights: readonly number[];
  readonly proposedWeights: readonly number[];
  /** Against the strategic mix; null where history is too short to say. */
  readonly trackingErrorAnnual: number | null;
}

export interface CheckInput extends MixCheckInput {
  readonly limits: ProposalLimits;
  readonly asOf: IsoDate;
  readonly prices: readonly { readonly id: string; readonly priceDate: IsoDate }[];
  readonly readings: readonly Reading[];
  readonly missing: readonly MissingReading[];
  /** Indicators that rest on latest-revised values. */
  readonly latestRevised: readonly string[];
}

const within = (measured: number, low: number, high: number): boolean => measured >= low - WEIGHT_SUM_TOLERANCE && measured <= high + WEIGHT_SUM_TOLERANCE;

function rangeCheck(kind: CheckKind, subject: string, measured: number, min: number, max: number): Check {
  const limit = measured < min ? min : max;
  const result = within(measured, min, max) ? 'within' : 'breach';
  const side = measured < min ? 'below its minimum' : measured > max ? 'above its maximum' : 'within its limits';
  return { kind, subject, measured, limit, shareUsed: max > 0 ? measured / max : null, result, message: `${subject} is ${result === 'within' ? 'within its limits' : side}` };
}

function capCheck(kind: CheckKind, measured: number | null, limit: number | null, noun: string): Check {
  if (measured === null) return { kind, subject: null, measured, limit, shareUsed: null, result: 'note', message: `${noun} cannot be measured: too little history` };
  if (limit === null) return { kind, subject: null, measured, limit, shareUsed: null, result: 'note', message: `${noun} has no limit` };
  const result = measured <= limit + WEIGHT_SUM_TOLERANCE ? 'within' : 'breach';
  return { kind, subject: null, measured, limit, shareUsed: limit > 0 ? measured / limit : null, result, message: `${noun} is ${result === 'within' ? 'within' : 'above'} its limit` };
}

function limitChecks({ policy, proposedWeights }: MixCheckInput): readonly Check[] {
  const lines = policy.lines.map((line, i) => rangeCheck('asset-limit', line.asset, proposedWeights[i], line.min, line.max));
  const groups = policy.groupLimits.map(({ group, min, max }) => {
    const sum = policy.lines.reduce((total, line, i) => total + (line.group === group ? proposedWeights[i] : 0), 0);
    return rangeCheck('group-limit', group, sum, min, max);
  });
  return [...lines, ...groups];
}

function tradingChecks({ policy, limits, currentWeights, proposedWeights, trackingErrorAnnual }: MixCheckInput): readonly Check[] {
  const shift = proposedWeights.map((weight, i) => weight - currentWeights[i]);
  const cashIndex = policy.lines.findIndex((line) => line.asset === policy.cashAsset);
  const cost = costOfShift(shift, costRates(policy.lines.map((line) => line.costBps), cashIndex)) * BPS_PER_UNIT;
  const turnover = capCheck('turnover', oneWay(shift), limits.turnover, 'turnover');
  // Ranges are stronger than the cap: holdings outside them are brought back in one step.
  const isRepair = turnover.result === 'breach' && isOutside(policy, currentWeights);
  return [
    isRepair ? { ...turnover, result: 'note', message: 'above its limit, to bring holdings back within the policy' } : turnover,
    capCheck('tracking-error', trackingErrorAnnual, limits.trackingErrorAnnual, 'tracking error'),
    capCheck('cost', cost, limits.costBps, 'trading cost'),
  ];
}

function priceChecks({ prices, asOf, limits }: CheckInput): readonly Check[] {
  return prices.map(({ id, priceDate }): Check => {
    const age = dayNumber(asOf) - dayNumber(priceDate);
    const result = age <= limits.priceAgeDays ? 'within' : 'breach';
    const shareUsed = limits.priceAgeDays > 0 ? age / limits.priceAgeDays : null;
    return { kind: 'stale-price', subject: id, measured: age, limit: limits.priceAgeDays, shareUsed, result, message: `the price of ${id} is ${age} days old` };
  });
}

const note = (kind: CheckKind, subject: string | null, message: string): Check => ({ kind, subject, measured: null, limit: null, shareUsed: null, result: 'note', message });

function dataNotes({ missing, readings, latestRevised }: CheckInput): readonly Check[] {
  const absent = missing.map(({ indicator, asset, reason, cause }) => {
    const kind = cause === 'stale' ? 'stale-observation' : 'missing-reading';
    return note(kind, asset === null ? indicator : `${indicator} of ${asset}`, reason);
  });
  const used = latestRevised.filter((indicator) => readings.some((reading) => reading.indicator === indicator));
  return [...absent, ...used.map((indicator) => note('latest-revised', indicator, 'rests on latest-revised values with a typical lag, not on what was published then'))];
}

/** What a mix itself is checked against: ranges, group limits, turnover, tracking error, cost. */
export function mixChecks(input: MixCheckInput): readonly Check[] {
  return [...limitChecks(input), ...tradingChecks(input)];
}

/**
 * Everything a proposal is checked against, one row each: `within`, `breach` or `note`. Pure; it runs again on current
 * data when somebody approves. Turnover and cost are those of the proposed weights against the holdings.
 */
export function checks(input: CheckInput): readonly Check[] {
  return [...mixChecks(input), ...priceChecks(input), ...dataNotes(input)];
}
