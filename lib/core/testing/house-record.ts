import type { RunFigures } from '../backtest/figures';
import { drawdownRatio, runFigures } from '../backtest/figures';
import { houseDesignTrials } from '../backtest/house-design-trials';
import { multiplesOf } from '../backtest/parameter-neighbourhood';
import { runBacktest } from '../backtest/run-backtest';
import type { BacktestResult, BacktestSpec, Strategy } from '../backtest/spec';
import { timingLab } from '../backtest/timing-lab';
import type { History } from '../market/history';
import { houseModel } from '../models/house/house';
import type { HouseParams } from '../models/house/params';
import { HOUSE_DEFAULTS } from '../models/house/params';
import { simpleReturns, wealthOf } from '../series/returns';
import type { BootstrapInterval } from '../stats/block-bootstrap';
import { bootstrap, bootstrapInterval } from '../stats/block-bootstrap';
import { automaticBlockLength } from '../stats/block-length';
import { cagr } from '../stats/cagr';
import { maxDrawdown } from '../stats/drawdown';
import { deflatedSharpe, trialVariance } from '../stats/dsr';
import type { SharpeRecord } from '../stats/psr';
import { probabilisticSharpe, sharpeRecord } from '../stats/psr';
import { createRandom } from '../stats/random';
import { excessReturns, sharpe } from '../stats/sharpe';
import type { Policy } from '../targets/policy';

/** A market, a policy and conditions under which the house model stands beside the strategic mix. */
export interface HouseCase {
  readonly history: History;
  readonly policy: Policy;
  readonly conditions: Omit<BacktestSpec, 'strategies'>;
}

/** What one history says about the house model, and how much to believe of it. */
export interface HouseRecord {
  readonly strategic: RunFigures;
  readonly house: RunFigures;
  /** The deepest fall as a share of the strategic mix's: as decided, and 1, 2 and 3 months late. */
  readonly ratio: number;
  readonly lateRatios: readonly number[];
  /** 90 % intervals, house less strategic, of the deepest fall and of the CAGR. */
  readonly shallower: BootstrapInterval;
  readonly higher: BootstrapInterval;
  /** Sharpe ratios a year, over cash. */
  readonly sharpes: readonly [house: number, strategic: number];
  readonly psrAboveStrategic: number;
  readonly deflated: number;
  /** Least and greatest ratio of falls with one parameter halved or half as large again. */
  readonly neighbours: readonly [number, number];
}

/** The parameters of the house model that are single numbers, and so have neighbours. */
export const HOUSE_SCALARS = [
  'trendBand', 'momentumClip', 'volShortYears', 'volLongYears', 'tacticalGain', 'tacticalBudget', 'valueMonths', 'valueSharpe', 'dynamicGain', 'dynamicBudget', 'pace',
  'turnoverCap', 'noTrade', 'unitFloor',
] as const satisfies readonly (keyof HouseParams)[];

const SEED = 20250829;
const PATHS = 2000;

const given = <T>(value: T | null): T => {
  if (value === null) throw new Error('a record of years has every figure');
  return value;
};

const strategicOf = (policy: Policy): Strategy => ({ kind: 'fixed-mix', name: 'strategic', policy, rebalance: { rule: 'calendar', every: 'month-end' } });
const houseOf = (policy: Policy, params: Partial<HouseParams> = {}) => ({ kind: 'model', name: 'house', policy, model: houseModel(params) }) as const;

/** The strategic mix, rebalanced monthly, and then the house model, once for each set of parameters. */
export function runHouse({ history, policy, conditions }: HouseCase, variants: readonly Partial<HouseParams>[] = [{}]): BacktestResult {
  const run = runBacktest(history, { ...conditions, strategies: [strategicOf(policy), ...variants.map((params) => houseOf(policy, params))] });
  if (!run.ok) throw new Error(run.error.message);
  return run.value;
}

function lateRatios({ history, policy, conditions }: HouseCase): readonly number[] {
  const lab = timingLab(history, { conditions, strategy: houseOf(policy), baseline: strategicOf(policy), shiftsMonths: [1, 2, 3] });
  if (!lab.ok) throw new Error(lab.error.message);
  return lab.value.points.map((point) => given(point.drawdownRatio));
}

function neighbours(one: HouseCase): readonly [number, number] {
  const variants = HOUSE_SCALARS.flatMap((name) => multiplesOf(HOUSE_DEFAULTS[name], [0.5, 1.5]).map((value) => ({ [name]: value })));
  const { strategies, periodsPerYear } = runHouse(one, variants);
  const [strategic, ...tried] = strategies.map((strategy) => runFigures(strategy, periodsPerYear));
  const ratios = tried.map((figures) => given(drawdownRatio(figures, strategic)));
  return [Math.min(...ratios), Math.max(...ratios)];
}

function intervals(house: Float64Array, strategic: Float64Array, periodsPerYear: number): Pick<HouseRecord, 'shallower' | 'higher'> {
  const meanBlock = given(automaticBlockLength(excessReturns(house, strategic)));
  const difference = (statistic: (path: Float64Array) => number | null) =>
    given(bootstrapInterval(bootstrap([house, strategic], { random: createRandom(SEED), meanBlock, paths: PATHS }, ([a, b]) => given(statistic(a)) - given(statistic(b)))));
  return { shallower: difference((path) => maxDrawdown(wealthOf(path))), higher: difference((path) => cagr(path, periodsPerYear)) };
}

function deflated(one: HouseCase, record: SharpeRecord): number {
  const trials = houseDesignTrials();
  const { strategies, cashReturns } = runHouse(one, trials);
  const variance = given(trialVariance(strategies.slice(1).map(({ nav }) => given(sharpe(simpleReturns(nav), 1, cashReturns)))));
  return given(deflatedSharpe(record, { count: trials.length, variance })).probability;
}

/** Every figure of the two tables of docs/methodology/skill-or-luck.md for one case. */
export function houseRecord(one: HouseCase): HouseRecord {
  const { strategies, periodsPerYear, cashReturns } = runHouse(one);
  const [strategic, house] = strategies.map((strategy) => runFigures(strategy, periodsPerYear));
  const [other, own] = strategies.map(({ nav }) => simpleReturns(nav));
  const [otherRecord, ownRecord] = [other, own].map((returns) => given(sharpeRecord(returns, cashReturns)));
  const annual = ({ sharpePerPeriod }: SharpeRecord) => sharpePerPeriod * Math.sqrt(periodsPerYear);
  return {
    strategic,
    house,
    ratio: given(drawdownRatio(house, strategic)),
    lateRatios: lateRatios(one),
    ...intervals(own, other, periodsPerYear),
    sharpes: [annual(ownRecord), annual(otherRecord)],
    psrAboveStrategic: given(probabilisticSharpe(ownRecord, otherRecord.sharpePerPeriod)),
    deflated: deflated(one, ownRecord),
    neighbours: neighbours(one),
  };
}
