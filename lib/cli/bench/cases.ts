import { assert } from '../../core/base/assert';
import { computedOnce } from '../../core/backtest/shifted-model';
import type { StrategyResult } from '../../core/backtest/spec';
import { decisions } from '../../core/decide';
import { NEVER } from '../../core/base/iso-date';
import { createHistory } from '../../core/market/history';
import { gtaa5Model } from '../../core/models/gtaa5/gtaa5';
import type { Decision } from '../../core/models/decision';
import { houseModel } from '../../core/models/house/house';
import { ATTRIBUTION_TOLERANCE } from '../../core/targets/attribution';
import { simpleReturns } from '../../core/series/returns';
import { bootstrap } from '../../core/stats/block-bootstrap';
import { deepestFall } from '../../core/stats/drawdown';
import { drawdownEpisodes } from '../../core/stats/episodes';
import { createRandom } from '../../core/stats/random';
import { quantile } from '../../core/stats/tail';
import { largestDisagreement } from './agreement';
import type { BenchMarket } from './market';
import type { NearestInstance } from './nearest';
import { distanceOf, optimalityResidual, solveNearest } from './nearest';
import { generateObservations } from './observations';
import { housePolicy, mixStrategy, runAll, STATISTICS, statisticsOf, trendStrategy } from './strategies';

/** Times the floor, or milliseconds of one run. */
export type Aim = { readonly unit: 'floor' | 'ms'; readonly atMost: number };

/** A condition on the outcome that is not a difference from the floor, with the bound it is held to. */
export interface Check {
  readonly name: string;
  readonly value: number;
  readonly atMost: number;
}

/** One workload on one market. */
export interface BenchCase {
  readonly id: string;
  readonly workload: string;
  readonly title: string;
  readonly aim: Aim;
  /** What the floor is asked, without the number of runs. */
  readonly floor: string;
  /** One run of the engine. */
  readonly run: () => unknown;
  /** The figures of a run in the order of the floor's, by name. */
  readonly figures: () => Readonly<Record<string, readonly number[]>>;
  /** Null where the floor runs another workload, for its time alone. */
  readonly compare: ((figures: Readonly<Record<string, readonly number[]>>, floor: Float64Array) => Readonly<Record<string, number>>) | null;
  readonly checks?: (floor: Float64Array | null) => readonly Check[];
  /** Work of one run when it is many solves: the time is of one of them. */
  readonly solves?: number;
}

/** Compares part by part: the floor's figures lie one part after another. */
const partByPart: BenchCase['compare'] = (figures, floor) => {
  let at = 0;
  const parts = Object.entries(figures).map(([name, values]) => [name, largestDisagreement(values, floor.subarray(at, (at += values.length)))] as const);
  return at === floor.length ? Object.fromEntries(parts) : { 'number of figures': Infinity };
};

function backtestFigures(result: StrategyResult, periodsPerYear: number) {
  const named = statisticsOf(result, periodsPerYear).map((value, s) => [STATISTICS[s], [value]] as const);
  return { ...Object.fromEntries(named), NAV: Array.from(result.nav) };
}

/** W1: the fixed mix, its NAV and six statistics. */
export function mixCase(id: string, { grid }: BenchMarket, slot: number): BenchCase {
  const [history, strategy] = [createHistory(grid, []), mixStrategy(grid)];
  const backtest = () => runAll(history, [strategy])[0];
  return {
    id,
    workload: 'W1',
    title: `fixed mix, ${shapeOf(grid)}`,
    aim: { unit: 'floor', atMost: 1.5 },
    floor: `mix ${slot}`,
    run: () => statisticsOf(backtest(), grid.periodsPerYear),
    figures: () => backtestFigures(backtest(), grid.periodsPerYear),
    compare: partByPart,
  };
}

/** W2: the ten-month rule. */
export function trendCase(id: string, { grid }: BenchMarket, slot: number): BenchCase {
  const [history, strategy] = [createHistory(grid, []), trendStrategy(grid)];
  const backtest = () => runAll(history, [strategy])[0];
  return {
    id,
    workload: 'W2',
    title: `ten-month rule, ${shapeOf(grid)}`,
    aim: { unit: 'floor', atMost: 1.5 },
    floor: `trend ${slot}`,
    run: () => statisticsOf(backtest(), grid.periodsPerYear),
    figures: () => backtestFigures(backtest(), grid.periodsPerYear),
    compare: partByPart,
  };
}

const SWEEP_MONTHS = Array.from({ length: 23 }, (_, k) => k + 2);
const SWEEP_LAGS = [0, 1, 2, 3, 4, 5];
const SWEEP_COSTS_BPS = [0, 5, 10, 15, 20];

/** W3: the rule over 23 lengths, 6 lags and 5 costs; six statistics of each. Orders depend on the length alone. */
export function sweepCase(id: string, { grid }: BenchMarket, slot: number): BenchCase {
  const history = createHistory(grid, []);
  const sweep = () =>
    SWEEP_MONTHS.flatMap((months) => {
      const perCost = SWEEP_COSTS_BPS.map((costBps) => trendStrategy(grid, computedOnce(gtaa5Model({ months })), costBps));
      return SWEEP_LAGS.flatMap((lag) => runAll(history, perCost, lag).flatMap((result) => statisticsOf(result, grid.periodsPerYear)));
    });
  return {
    id,
    workload: 'W3',
    title: `690 ten-month rules, ${shapeOf(grid)}`,
    aim: { unit: 'floor', atMost: 2 },
    floor: `sweep ${slot}`,
    run: sweep,
    figures: () => ({ 'six statistics': sweep() }),
    compare: partByPart,
  };
}

/** W4: every fall of the mix. */
export function episodesCase(id: string, { grid }: BenchMarket, slot: number): BenchCase {
  const [{ nav }] = runAll(createHistory(grid, []), [mixStrategy(grid)]);
  const figures = () => ({ episodes: drawdownEpisodes(nav).flatMap(({ start, trough, recovery, depth }) => [start, trough, recovery ?? -1, depth]) });
  return {
    id,
    workload: 'W4',
    title: `all drawdown episodes, ${nav.length.toLocaleString('en')} rows`,
    aim: { unit: 'floor', atMost: 1.5 },
    floor: `episodes ${slot}`,
    run: () => drawdownEpisodes(nav),
    figures,
    compare: partByPart,
  };
}

const BOOTSTRAP = { seed: 12345, meanBlock: 12, paths: 2000, rows: 360 } as const;
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const quantilesOf = (values: ArrayLike<number>): readonly number[] => QUANTILES.map((q) => quantile(values, q) as number);

/** W5: the deepest fall on each of 2,000 paths that the mix might have taken. */
export function bootstrapCase(id: string, { grid }: BenchMarket, slot: number): BenchCase {
  const returns = simpleReturns(runAll(createHistory(grid, []), [mixStrategy(grid)])[0].nav);
  const { seed, ...plan } = BOOTSTRAP;
  const depths = () => bootstrap([returns], { ...plan, random: createRandom(seed) }, ([path]) => deepestFall(path));
  return {
    id,
    workload: 'W5',
    title: `bootstrap, ${plan.paths.toLocaleString('en')} paths × ${plan.rows} rows`,
    aim: { unit: 'floor', atMost: 3 },
    floor: `bootstrap ${slot}`,
    run: depths,
    figures: () => {
      const all = depths();
      return { paths: Array.from(all), quantiles: quantilesOf(all) };
    },
    compare: ({ paths, quantiles }, floor) => ({ paths: largestDisagreement(paths, floor), quantiles: largestDisagreement(quantiles, quantilesOf(floor)) }),
  };
}

const RESIDUAL_AT_MOST = 1e-8;
const DISTANCE_AT_MOST = 1e-6;

/** W6: the nearest legal weights. */
export function nearestCase(id: string, instances: readonly NearestInstance[], path: string): BenchCase {
  const solved = instances.map(solveNearest);
  const distances = (weights: (k: number) => ArrayLike<number>) => instances.map((instance, k) => distanceOf(instance, weights(k)));
  const residual = Math.max(...instances.map((instance, k) => optimalityResidual(instance, solved[k])));
  const size = instances[0].wish.length;
  const apart = (floor: Float64Array) => largestDisagreement(distances((k) => solved[k]), distances((k) => floor.subarray(k * size, (k + 1) * size)));
  return {
    id,
    workload: 'W6',
    title: `nearest legal weights of ${size} assets, one solve`,
    aim: { unit: 'ms', atMost: 2 },
    floor: `nearest ${path}`,
    run: () => instances.forEach(solveNearest),
    figures: () => ({ weights: solved.flatMap((weights) => Array.from(weights)) }),
    compare: (_, floor) => ({ distance: apart(floor) }),
    checks: (floor) => [
      { name: 'optimality residual', value: residual, atMost: RESIDUAL_AT_MOST },
      ...(floor ? [{ name: 'distance against an independent method', value: apart(floor), atMost: DISTANCE_AT_MOST }] : []),
    ],
    solves: instances.length,
  };
}

/**
 * W7: the house model with all its indicators. The first of the two cases is NAV and statistics; the second also has every
 * decision with all that led to it, which is most of the work: thousands of readings, each an object that a person can read.
 */
export function houseCase(id: string, { grid }: BenchMarket, slot: number, seed: number, explained: boolean): BenchCase {
  const history = createHistory(grid, generateObservations(grid, seed));
  const policy = housePolicy(grid);
  const backtest = () => {
    const model = computedOnce(houseModel());
    const [result] = runAll(history, [{ kind: 'model', name: 'house', policy, model }]);
    return { model, result, statistics: statisticsOf(result, grid.periodsPerYear) };
  };
  const explain = () => {
    const { model, ...rest } = backtest();
    const all = decisions(history.asOf(NEVER), policy, model);
    assert(all.ok, 'the house model can decide on the market of the benchmark');
    return { ...rest, decisions: all.value };
  };
  return {
    id,
    workload: 'W7',
    title: `house model${explained ? ', every decision explained' : ', decisions alone'}, ${shapeOf(grid)}`,
    aim: { unit: 'floor', atMost: 20 },
    floor: `trend ${slot}`,
    run: explained ? explain : backtest,
    figures: () => backtestFigures(backtest().result, grid.periodsPerYear),
    compare: null,
    checks: () => [{ name: 'attribution against target − strategic', value: largestGap(explain().decisions), atMost: ATTRIBUTION_TOLERANCE }],
  };
}

/** How far the attribution rows of any decision sum from target − strategic. */
function largestGap(all: readonly Decision[]): number {
  const gaps = all.flatMap(({ attribution, target, strategic }) =>
    target.map((weight, a) => Math.abs(attribution.reduce((sum, { byAsset }) => sum + byAsset[a], 0) - (weight - strategic[a]))),
  );
  return gaps.reduce((largest, gap) => Math.max(largest, gap), 0);
}

function shapeOf({ dates, assets }: BenchMarket['grid']): string {
  return `${dates.length.toLocaleString('en')} rows × ${assets.length}`;
}
