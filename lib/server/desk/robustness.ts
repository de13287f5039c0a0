import { houseDesignTrials } from '../../core/backtest/house-design-trials';
import { multiplesOf, parameterNeighbourhood, type Axis, type Neighbour } from '../../core/backtest/parameter-neighbourhood';
import { runBacktest } from '../../core/backtest/run-backtest';
import type { Trial } from '../../core/backtest/trial-registry';
import { walkForward } from '../../core/backtest/walk-forward';
import { ok, type Result } from '../../core/base/result';
import { findModel } from '../../core/models/registry';
import { simpleReturns } from '../../core/series/returns';
import { bootstrap, bootstrapInterval, type BootstrapInterval, type BootstrapPlan } from '../../core/stats/block-bootstrap';
import { automaticBlockLength } from '../../core/stats/block-length';
import { cagr } from '../../core/stats/cagr';
import { deepestFall } from '../../core/stats/drawdown';
import { DEFAULT_BLOCKS, probabilityOfOverfitting } from '../../core/stats/pbo';
import { sharpeRecord, type SharpeRecord } from '../../core/stats/psr';
import { createRandom } from '../../core/stats/random';
import { excessReturns, sharpe } from '../../core/stats/sharpe';
import { conditionsOf, mixOf, modelMix, strategicMix, windowOf, type Evidence } from './evidence';
import { paramsOf } from './model-of';
import type { Desk } from './open-desk';
import { sharpePerPeriodOf, tryOf } from './tries';

export const SEED = 20_250_829;
export const PATHS = 2_000;
const PATHS_AT_ONCE = 100;
const TRAINING_YEARS = 5;

type Params = Readonly<Record<string, unknown>>;

export interface HeatCell {
  readonly place: readonly number[];
  /** Why there is no figure; null where there is one. */
  readonly refusal: string | null;
  readonly drawdownRatio: number | null;
  readonly cagr: number | null;
  readonly sharpe: number | null;
}

export interface HeatMap {
  readonly axes: readonly { readonly name: string; readonly values: readonly number[]; readonly own: number }[];
  /** The last axis runs fastest. */
  readonly cells: readonly HeatCell[];
  readonly base: { readonly drawdownRatio: number | null; readonly cagr: number; readonly sharpe: number | null };
}

/** What is kept of the questions about luck: numbers alone, dynamic less strategic where two mixes are compared. */
export interface Robustness {
  readonly seed: number;
  readonly meanBlock: number;
  /** 90 % intervals; positive is higher, or shallower. */
  readonly cagrDifference: BootstrapInterval | null;
  readonly drawdownDifference: BootstrapInterval | null;
  readonly records: { readonly dynamic: SharpeRecord | null; readonly strategic: SharpeRecord | null };
  readonly variants: number;
  /** Whether the variants are those that stand for the design of the house model, or the neighbourhood. */
  readonly variantsAre: 'design' | 'neighbourhood';
  readonly overfitting: { readonly probability: number; readonly splits: number; readonly blocks: number } | null;
  readonly walkForward: { readonly folds: number; readonly sharpe: number | null; readonly sharpeFixed: number | null; readonly trainingYears: number } | null;
  readonly map: HeatMap | null;
}

/** Lets whoever else waits for this process have their turn. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

type Statistic = (returns: Float64Array) => number;

/**
 * The difference of one statistic over resampled histories, some at a time; the same seed gives the same interval. Between
 * them `rest` is told how many of how many there are.
 */
async function intervalOf(columns: readonly Float64Array[], meanBlock: number, statistic: Statistic, rest: (paths: number) => Promise<void>): Promise<BootstrapInterval | null> {
  const plan: BootstrapPlan = { random: createRandom(SEED), meanBlock, paths: PATHS_AT_ONCE };
  const figures: number[] = [];
  while (figures.length < PATHS) {
    figures.push(...bootstrap(columns, plan, ([own, other]) => statistic(own) - statistic(other)));
    await rest(figures.length);
  }
  return bootstrapInterval(figures);
}

/** Multiples of a parameter that its model takes: as they are, or as whole numbers where it takes no others. */
function valuesAround(desk: Desk, name: string, value: number): readonly number[] {
  const { slug, params } = desk.policyVersion.model;
  const takes = (candidate: number) => findModel(slug)?.complete({ ...params, [name]: candidate }).ok === true;
  const multiples = multiplesOf(value);
  const fitting = multiples.every(takes) ? multiples : [...new Set(multiples.map(Math.round))];
  return fitting.filter(takes);
}

/** How much higher a return and how much shallower a fall than another mix's may be by chance, with the length of the blocks. */
export async function intervalsBeside(own: Float64Array, other: Float64Array, periodsPerYear: number, rest: (pathsDone: number, of: number) => Promise<void> = breathe): Promise<Pick<Robustness, 'meanBlock' | 'cagrDifference' | 'drawdownDifference'>> {
  const meanBlock = automaticBlockLength(excessReturns(own, other)) ?? 1;
  return {
    meanBlock,
    cagrDifference: await intervalOf([own, other], meanBlock, (returns) => cagr(returns, periodsPerYear) ?? 0, (paths) => rest(paths, 2 * PATHS)),
    drawdownDifference: await intervalOf([own, other], meanBlock, deepestFall, (paths) => rest(PATHS + paths, 2 * PATHS)),
  };
}

const HOUSE_AXES: readonly string[] = ['tacticalGain', 'tacticalBudget'];

function axesOf(desk: Desk): HeatMap['axes'] {
  const params = paramsOf(desk.policyVersion);
  const numbers = Object.keys(params).filter((name) => typeof params[name] === 'number' && params[name] > 0);
  const names = desk.policyVersion.model.slug === 'house' ? HOUSE_AXES : numbers.slice(0, 2);
  return names.map((name) => ({ name, values: valuesAround(desk, name, params[name] as number), own: params[name] as number })).filter(({ values }) => values.length > 1);
}

const cellOf = (cell: Neighbour<Params>): HeatCell =>
  'refusal' in cell
    ? { place: cell.place, refusal: cell.refusal.message, drawdownRatio: null, cagr: null, sharpe: null }
    : { place: cell.place, refusal: null, drawdownRatio: cell.drawdownRatio, cagr: cell.figures.cagr, sharpe: cell.figures.sharpe };

interface Mapped {
  readonly map: HeatMap | null;
  readonly neighbours: readonly { readonly params: Params; readonly sharpe: number | null }[];
}

/** One row of the map at a time, so that others have their turn in between. */
async function mapOf(desk: Desk): Promise<Result<Mapped>> {
  const axes = axesOf(desk);
  if (axes.length === 0) return ok({ map: null, neighbours: [] });
  const [first, ...rest] = axes;
  const cells: Neighbour<Params>[] = [];
  let base: HeatMap['base'] = { drawdownRatio: null, cagr: 0, sharpe: null };
  for (const [row, value] of first.values.entries()) {
    const found = parameterNeighbourhood<Params>(desk.history, {
      conditions: conditionsOf(desk), base: {}, axes: [{ ...first, values: [value] }, ...rest] as readonly Axis<Params>[],
      strategyOf: (params) => modelMix(desk, 'dynamic', params), baseline: strategicMix(desk),
    });
    if (!found.ok) return found;
    const { drawdownRatio, figures } = found.value.base;
    base = { drawdownRatio, cagr: figures.cagr, sharpe: figures.sharpe };
    cells.push(...found.value.cells.map((cell) => ({ ...cell, place: [row, ...cell.place.slice(1)] })));
    await breathe();
  }
  return ok({ map: { axes, cells: cells.map(cellOf), base }, neighbours: cells.map((cell) => ({ params: cell.params, sharpe: 'figures' in cell ? cell.figures.sharpe : null })) });
}

/** Which variants are chosen among: those that stand for the design of the house model, or the places of the map. */
function variantsOf(desk: Desk, { neighbours }: Mapped): Pick<Robustness, 'variantsAre'> & { readonly params: readonly Params[] } {
  if (desk.policyVersion.model.slug !== 'house') return { variantsAre: 'neighbourhood', params: neighbours.map(({ params }) => params) };
  const { series } = paramsOf(desk.policyVersion);
  return { variantsAre: 'design', params: houseDesignTrials().map((params) => ({ ...params, series })) };
}

/** The wealth of every variant that could be run, beside its parameters. */
async function runAll(desk: Desk, variants: readonly Params[]): Promise<readonly { readonly params: Params; readonly nav: Float64Array }[]> {
  const runs: { params: Params; nav: Float64Array }[] = [];
  for (const params of variants) {
    const run = runBacktest(desk.history, { ...conditionsOf(desk), strategies: [modelMix(desk, 'dynamic', params)] });
    if (run.ok) runs.push({ params, nav: run.value.strategies[0].nav });
    await breathe();
  }
  return runs;
}

function choosing(returns: readonly Float64Array[], own: Float64Array, periodsPerYear: number): Pick<Robustness, 'overfitting' | 'walkForward'> {
  const found = probabilityOfOverfitting(returns);
  const trainRows = TRAINING_YEARS * periodsPerYear;
  const walked = returns.length < 2 ? null : walkForward(returns, { trainRows, testRows: periodsPerYear, gapRows: 1, memory: 'expanding' }, (values) => sharpe(values, periodsPerYear));
  return {
    overfitting: found && { probability: found.probability, splits: found.splits, blocks: DEFAULT_BLOCKS },
    walkForward: walked && { folds: walked.folds.length, sharpe: sharpe(walked.returns, periodsPerYear), sharpeFixed: sharpe(own.subarray(trainRows + 1), periodsPerYear), trainingYears: TRAINING_YEARS },
  };
}

/**
 * Is it skill or luck? Every figure that takes seconds: resampled histories, the neighbours of the parameters, and what
 * choosing among variants was worth. Gives the tries it made beside the figures, for whoever counts them.
 */
export async function computeRobustnessOf(desk: Desk, evidence: Evidence): Promise<Result<{ readonly figures: Robustness; readonly tries: readonly Trial[] }>> {
  const { periodsPerYear, cashReturns } = evidence;
  const [own, other] = (['dynamic', 'strategic'] as const).map((name) => simpleReturns(mixOf(evidence, name)?.nav ?? new Float64Array(0)));
  const mapped = await mapOf(desk);
  if (!mapped.ok) return mapped;
  const { variantsAre, params } = variantsOf(desk, mapped.value);
  const runs = await runAll(desk, params);
  const figures: Robustness = {
    seed: SEED, variantsAre, variants: runs.length,
    ...(await intervalsBeside(own, other, periodsPerYear)),
    records: { dynamic: sharpeRecord(own, cashReturns), strategic: sharpeRecord(other, cashReturns) },
    ...choosing(runs.map(({ nav }) => simpleReturns(nav)), own, periodsPerYear),
    map: mapped.value.map,
  };
  const window = windowOf(evidence);
  const perPeriod = (annual: number | null) => (annual === null ? null : annual / Math.sqrt(periodsPerYear));
  const tries = [
    ...runs.map((run) => tryOf(desk, window, run.params, sharpePerPeriodOf(run.nav, cashReturns))),
    ...mapped.value.neighbours.map((one) => tryOf(desk, window, one.params, perPeriod(one.sharpe))),
  ];
  return ok({ figures, tries });
}
