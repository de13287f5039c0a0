import type { Projection } from '../../targets/projection';
import { scaleToBudget, sumRows } from '../../tilts/budget';
import { isBelowNoTrade, pacedStep } from '../../tilts/discipline';
import { fund } from '../../tilts/funding';
import type { Decision } from '../decision';
import type { HouseParams } from './params';

/** What the indicators of a layer said: `shares[asset][j]` and `scores[asset][j]` in the order of its rows. A score without a share counts for nothing. */
export interface Said {
  readonly shares: readonly (readonly number[])[];
  readonly scores: readonly (readonly number[])[];
}

/** Parameters that turn scores into a target. */
export type HouseRules = Pick<HouseParams, 'tacticalGain' | 'tacticalBudget' | 'dynamicGain' | 'dynamicBudget' | 'pace' | 'turnoverCap' | 'noTrade' | 'unitFloor'>;

/** What a decision is made in, whatever was said: limits, funding, parameters. */
export interface HouseFrame {
  readonly strategic: ArrayLike<number>;
  /** −1 without a cash asset. */
  readonly cashIndex: number;
  readonly funding: ArrayLike<number>;
  readonly rules: HouseRules;
  readonly projection: Projection;
}

/** A layer after its budget: one row per indicator, and λ. */
export interface LayerRows {
  readonly rows: readonly Float64Array[];
  readonly scale: number;
}

export interface HouseMixes {
  readonly dynamicTilt: Float64Array;
  readonly tacticalTilt: Float64Array;
  readonly wish: Float64Array;
  readonly legal: Float64Array;
  readonly aim: Float64Array;
  readonly target: Float64Array;
  readonly order: Decision['order'];
}

const times = (share: number, score: number): number => (share === 0 ? 0 : share * score);

/** The tilt `gain · share · score · weight` of every indicator, funded and scaled to the layer's budget. */
export function layerRows({ strategic, cashIndex, funding, rules }: HouseFrame, layer: 'dynamic' | 'tactical', { shares, scores }: Said, count: number): LayerRows {
  const [gain, budget] = layer === 'dynamic' ? [rules.dynamicGain, rules.dynamicBudget] : [rules.tacticalGain, rules.tacticalBudget];
  const rows = Array.from({ length: count }, () => new Float64Array(strategic.length));
  for (let a = 0; a < strategic.length; a += 1) {
    if (a === cashIndex) continue;
    for (let j = 0; j < count; j += 1) rows[j][a] = gain * times(shares[a][j], scores[a][j]) * strategic[a];
  }
  for (const row of rows) fund(row, funding);
  return { rows, scale: scaleToBudget(rows, budget) };
}

/** From the layers to the target: wish, limits, then patience. */
export function houseMixes({ strategic, rules, projection }: HouseFrame, dynamic: readonly Float64Array[], tactical: readonly Float64Array[], last: Float64Array, isQuarterEnd: boolean): HouseMixes {
  const n = strategic.length;
  const dynamicTilt = sumRows(dynamic, n);
  const tacticalTilt = sumRows(tactical, n);
  const wish = Float64Array.from(strategic, (w, a) => w + dynamicTilt[a] + tacticalTilt[a]);
  const legal = projection(wish);
  const aim = pacedStep(last, legal, rules.pace, rules.turnoverCap);
  const moves = !isBelowNoTrade(last, aim, rules.noTrade);
  return { dynamicTilt, tacticalTilt, wish, legal, aim, target: moves ? aim : last, order: moves ? 'move' : isQuarterEnd ? 'quarter-end' : null };
}

/** One decision as plain data: what was said, from where, under which rules. */
export interface HouseMoment {
  readonly model: 'house';
  /** Names of the rows of each layer. */
  readonly indicators: { readonly dynamic: readonly string[]; readonly tactical: readonly string[] };
  /** Null before the dynamic layer was first set. */
  readonly dynamic: Said | null;
  readonly tactical: Said;
  readonly funding: readonly number[];
  readonly cashIndex: number;
  readonly rules: HouseRules;
  readonly last: readonly number[];
  readonly isQuarterEnd: boolean;
}

/** The decision of a moment, from its data alone. */
export function decideHouse(moment: HouseMoment, strategic: ArrayLike<number>, projection: Projection): HouseMixes {
  const frame: HouseFrame = { strategic, cashIndex: moment.cashIndex, funding: moment.funding, rules: moment.rules, projection };
  const rowsOf = (layer: 'dynamic' | 'tactical', said: Said | null) => (said ? layerRows(frame, layer, said, moment.indicators[layer].length).rows : []);
  return houseMixes(frame, rowsOf('dynamic', moment.dynamic), rowsOf('tactical', moment.tactical), Float64Array.from(moment.last), moment.isQuarterEnd);
}
