import { assert } from '../base/assert';
import type { Cadence } from '../series/period-ends';
import { resampleLevels } from '../series/resample';
import { simpleReturns } from '../series/returns';
import { trackingError } from '../stats/active';
import { downCapture, upCapture } from '../stats/capture';
import { beta } from '../stats/regression';
import type { RunFigures } from './figures';
import { runFigures } from './figures';
import type { BacktestResult, StrategyResult } from './spec';

/** The target weights of one asset over the run, as ordered: weighted by how long each order was in force. */
export interface WeightRange {
  readonly asset: string;
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** One column of the table: a mix, what it asks of its manager, what it costs, and what drives its result. */
export interface ProtectionColumn {
  readonly name: string;
  readonly targetMix: readonly WeightRange[];
  /** How often somebody has to act. */
  readonly ordersPerYear: number;
  readonly figures: RunFigures;
  readonly feeAnnual: number;
  /** How far the market of the strategic mix explains the result: 1 and 0 for the strategic mix itself. */
  readonly beta: number | null;
  readonly trackingError: number | null;
  readonly upCapture: number | null;
  readonly downCapture: number | null;
}

/** What the protection saved and what it took, a year where it says so; all fractions, positive as the name says. */
export interface ProtectionLedger {
  readonly strategic: ProtectionColumn;
  readonly dynamic: ProtectionColumn;
  /** How much less deep the deepest fall was. */
  readonly drawdownSaved: number;
  /** Mean a year of what was lost less in periods in which the strategic mix did not rise. */
  readonly downsideSavedAnnual: number;
  /** Mean a year of what was missed in periods in which it rose. */
  readonly upsideForgoneAnnual: number;
  readonly extraTurnoverAnnual: number;
  readonly extraCostAnnual: number;
  /** CAGR of the strategic mix less that of the dynamic one: negative where protection paid for itself. */
  readonly cagrGivenUp: number;
  /** `cagrGivenUp / drawdownSaved`: growth paid a year for each whole of drawdown saved. Null where nothing was saved. */
  readonly pricePerDrawdown: number | null;
}

function weightRanges({ executions, policy }: StrategyResult, rows: number): readonly WeightRange[] {
  const held = executions.map(({ row }, k) => (executions[k + 1]?.row ?? rows) - row);
  const total = held.reduce((sum, count) => sum + count, 0);
  return policy.lines.map(({ asset, weight }, i) => {
    if (total === 0) return { asset, lowest: weight, mean: weight, highest: weight };
    const weights = executions.map((execution) => execution.weights[i]);
    const mean = weights.reduce((sum, w, k) => sum + w * held[k], 0) / total;
    return { asset, lowest: Math.min(...weights), mean, highest: Math.max(...weights) };
  });
}

/** What both columns are computed from: the run, and returns by the cadence, so that captures and beta are not of daily noise. */
interface Setting {
  readonly run: BacktestResult;
  readonly years: number;
  readonly feeAnnual: number;
  readonly returnsOf: (strategy: StrategyResult) => Float64Array;
}

function columnOf(strategy: StrategyResult, strategic: StrategyResult, { run: { dates, periodsPerYear, cashReturns }, years, feeAnnual, returnsOf }: Setting): ProtectionColumn {
  const [own, other] = [returnsOf(strategy), returnsOf(strategic)];
  return {
    name: strategy.name,
    targetMix: weightRanges(strategy, dates.length),
    ordersPerYear: strategy.orders / years,
    figures: runFigures(strategy, periodsPerYear, cashReturns),
    feeAnnual,
    beta: beta(own, other),
    trackingError: trackingError(own, other, own.length / years),
    upCapture: upCapture(own, other),
    downCapture: downCapture(own, other),
  };
}

/** Active returns summed apart by what the strategic mix did, per year. Their difference is the mean active return, exactly. */
function sidesOf(own: Float64Array, strategic: Float64Array, years: number): { readonly saved: number; readonly forgone: number } {
  let [saved, forgone] = [0, 0];
  for (let t = 0; t < own.length; t += 1) {
    if (strategic[t] > 0) forgone += strategic[t] - own[t];
    else saved += own[t] - strategic[t];
  }
  return { saved: saved / years, forgone: forgone / years };
}

/**
 * The cost of protection, Dynamic beside Strategic: what fell less, and what was paid for it in turnover, costs, fee and
 * rises not fully taken part in. Net of costs and fee, from the portfolio's own run.
 *
 * Saved and forgone, captures, beta and tracking error are of returns by `cadence` (months unless said otherwise: day by
 * day nearly all is noise); `saved − forgone` is the mean active return a year of those periods. Both strategies are of
 * one run, and the fee is that of the run. Asserts that the run has both.
 * Source: the usual table that sets dynamic beside strategic allocation, with figures in place of adjectives.
 */
export function costOfProtection(
  run: BacktestResult,
  names: { readonly strategic: string; readonly dynamic: string },
  feeAnnual: number,
  cadence: Cadence = 'month-end',
): ProtectionLedger {
  const find = (name: string) => run.strategies.find((strategy) => strategy.name === name);
  const [strategic, dynamic] = [find(names.strategic), find(names.dynamic)];
  assert(strategic && dynamic, 'both mixes are in the run');
  const years = (run.dates.length - 1) / run.periodsPerYear;
  const returnsOf = ({ nav }: StrategyResult) => simpleReturns(resampleLevels(run.dates, nav, cadence).levels);
  const setting: Setting = { run, years, feeAnnual, returnsOf };
  const columns = { strategic: columnOf(strategic, strategic, setting), dynamic: columnOf(dynamic, strategic, setting) };
  const { saved, forgone } = sidesOf(returnsOf(dynamic), returnsOf(strategic), years);
  const [own, other] = [columns.dynamic.figures, columns.strategic.figures];
  const drawdownSaved = own.maxDrawdown - other.maxDrawdown;
  const cagrGivenUp = other.cagr - own.cagr;
  return {
    ...columns,
    drawdownSaved,
    downsideSavedAnnual: saved,
    upsideForgoneAnnual: forgone,
    extraTurnoverAnnual: own.turnoverAnnual - other.turnoverAnnual,
    extraCostAnnual: own.costAnnual - other.costAnnual,
    cagrGivenUp,
    pricePerDrawdown: drawdownSaved > 0 ? cagrGivenUp / drawdownSaved : null,
  };
}
