import type { Engagement, EngagementRules } from '../../signals/engagement';
import { engage } from '../../signals/engagement';
import type { Matrix } from '../../stats/covariance';
import type { Projection } from '../../targets/projection';
import { withinTrackingError } from '../../targets/tracking-error';
import { oneWay, sumRows } from '../../tilts/budget';
import { pacedStep } from '../../tilts/discipline';
import { fund } from '../../tilts/funding';
import { dropSmallTrades } from '../../tilts/minimum-trade';
import { riskScales, scaleToTrackingError } from '../../tilts/risk-budget';
import type { Decision } from '../decision';
import type { RiskBudgetParams } from './params';

const MONTHS_PER_YEAR = 12;
/** Weights nearer than this are the same mix. */
const SAME_MIX = 1e-9;
/** The norm of the projection: with every unit 1 the nearest weights are those of plain least squares. */
export const EQUAL_UNITS = 1;

/** All that a layer's tilt is made from, as plain data: `shares[asset][j]` and `scores[asset][j]`, NaN where nothing was said. */
export interface LayerMoment {
  readonly shares: readonly (readonly number[])[];
  readonly scores: readonly (readonly number[])[];
  /** What was remembered of each line. */
  readonly before: readonly Engagement[];
  readonly gain: number;
  readonly trackingError: number;
  readonly engagement: EngagementRules;
  readonly riskScaleCap: number;
  readonly funding: ArrayLike<number>;
  /** Of monthly returns known then; null while there are too few. */
  readonly covariance: Matrix | null;
}

export interface LayerTilt {
  readonly engaged: readonly Engagement[];
  /** One row per ingredient, then that of hysteresis, confirmation and cool-off; funded and within the risk budget. */
  readonly rows: readonly Float64Array[];
  readonly tilt: Float64Array;
  /** λ, 1 where the budget does not bind, 0 before there is a covariance. */
  readonly scale: number;
}

const times = (share: number, score: number): number => (share === 0 ? 0 : share * score);

/** The combined score `S_a = Σ ω_k s_ka` of a line. */
function combined(shares: readonly number[], scores: readonly number[]): number {
  return shares.reduce((sum, share, j) => sum + times(share, scores[j]), 0);
}

/** `κ·σ̄/σ_a·ω_ka·s_ka` per ingredient, and `κ·σ̄/σ_a·(score that counts − S_a)` for what discipline takes away. */
function linearRows({ gain, shares, scores }: LayerMoment, scales: ArrayLike<number>, engaged: readonly Engagement[]): Float64Array[] {
  const [lines, count] = [scores.length, scores[0]?.length ?? 0];
  const rows = Array.from({ length: count + 1 }, () => new Float64Array(lines));
  for (let a = 0; a < lines; a += 1) {
    const factor = gain * scales[a];
    scores[a].forEach((score, j) => (rows[j][a] = factor * times(shares[a][j], score)));
    rows[count][a] = factor * (engaged[a].score - combined(shares[a], scores[a]));
  }
  return rows;
}

/** From scores to the tilt of a layer: what of them counts, like risk for like scores, funding, the risk budget. */
export function tiltLayer(moment: LayerMoment): LayerTilt {
  const { shares, scores, before, covariance, riskScaleCap, engagement, funding, trackingError } = moment;
  const engaged = scores.map((own, a) => engage(before[a], combined(shares[a], own), engagement));
  const universe = scores.flatMap((own, a) => (own.some((score) => !Number.isNaN(score)) ? [a] : []));
  const rows = linearRows(moment, covariance ? riskScales(covariance, universe, riskScaleCap) : new Float64Array(scores.length), engaged);
  for (const row of rows) fund(row, funding);
  const scale = covariance ? scaleToTrackingError(rows, covariance, MONTHS_PER_YEAR, trackingError) : 0;
  return { engaged, rows, tilt: sumRows(rows, scores.length), scale };
}

/** Parameters that turn tilts into a target. */
export type RiskBudgetRules = Pick<RiskBudgetParams, 'pace' | 'turnoverCap' | 'trackingErrorLimit' | 'minimumTrade'>;

export interface RiskBudgetFrame {
  readonly strategic: ArrayLike<number>;
  readonly rules: RiskBudgetRules;
  readonly projection: Projection;
}

/** The mixes of one decision in the order in which they follow from one another. */
export interface RiskBudgetMixes {
  readonly wish: Float64Array;
  readonly legal: Float64Array;
  readonly paced: Float64Array;
  readonly capped: Float64Array;
  readonly safe: Float64Array;
  readonly target: Float64Array;
  readonly order: Decision['order'];
}

/** Whether two mixes are one, but for float noise. */
export function isSameMix(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return Array.from(a).every((weight, i) => Math.abs(weight - b[i]) <= SAME_MIX);
}

function withLimit({ rules: { trackingErrorLimit }, strategic }: RiskBudgetFrame, weights: Float64Array, matrix: Matrix | null): Float64Array {
  return matrix && trackingErrorLimit !== null ? withinTrackingError(weights, strategic, matrix, MONTHS_PER_YEAR, trackingErrorLimit) : weights;
}

/** The mix without small moves, unless leaving them out would break a group's limit or the tracking error. */
function withoutSmallTrades(frame: RiskBudgetFrame, last: Float64Array, safe: Float64Array, matrix: Matrix | null): Float64Array {
  const sparse = dropSmallTrades(last, safe, frame.rules.minimumTrade);
  if (!isSameMix(frame.projection(sparse), sparse)) return safe;
  return isSameMix(withLimit(frame, sparse, matrix), sparse) ? sparse : safe;
}

/** From the layers' tilts to the target: limits, pace, turnover cap, tracking error, minimum trade. */
export function riskBudgetMixes(frame: RiskBudgetFrame, dynamicTilt: ArrayLike<number> | null, tacticalTilt: ArrayLike<number>, now: { readonly last: Float64Array; readonly covariance: Matrix | null; readonly isQuarterEnd: boolean }): RiskBudgetMixes {
  const { strategic, rules, projection } = frame;
  const { last, covariance } = now;
  const wish = Float64Array.from(strategic, (w, a) => w + (dynamicTilt?.[a] ?? 0) + tacticalTilt[a]);
  const legal = projection(wish);
  const paced = pacedStep(last, legal, rules.pace, Infinity);
  const capped = pacedStep(last, paced, 1, rules.turnoverCap);
  const safe = withLimit(frame, capped, covariance);
  const target = withoutSmallTrades(frame, last, safe, covariance);
  const moves = oneWay(target.map((weight, a) => weight - last[a])) > SAME_MIX;
  return { wish, legal, paced, capped, safe, target, order: moves ? 'move' : now.isQuarterEnd ? 'quarter-end' : null };
}

/** One decision as plain data: what was said, from where, under which rules. */
export interface RiskBudgetMoment {
  readonly model: 'risk-budget';
  /** Names of the scores of each layer. */
  readonly indicators: { readonly dynamic: readonly string[]; readonly tactical: readonly string[] };
  /** Null before the dynamic layer was first set. */
  readonly dynamic: LayerMoment | null;
  readonly tactical: LayerMoment;
  readonly covariance: Matrix | null;
  readonly rules: RiskBudgetRules;
  readonly last: readonly number[];
  readonly isQuarterEnd: boolean;
}

/** The decision of a moment, from its data alone. */
export function decideRiskBudget(moment: RiskBudgetMoment, strategic: ArrayLike<number>, projection: Projection) {
  const { rules, dynamic, tactical, last, covariance, isQuarterEnd } = moment;
  const [dynamicTilt, tacticalTilt] = [dynamic && tiltLayer(dynamic).tilt, tiltLayer(tactical).tilt];
  return { ...riskBudgetMixes({ strategic, rules, projection }, dynamicTilt, tacticalTilt, { last: Float64Array.from(last), covariance, isQuarterEnd }), dynamicTilt: dynamicTilt ?? new Float64Array(strategic.length), tacticalTilt };
}
