import { dirname, resolve } from 'node:path';
import { ENGINE_VERSION } from '../../core/engine-version';
import { parseAs } from '../../core/base/parsing';
import { ok, refuse, type Result } from '../../core/base/result';
import { assetId } from '../../core/base/units';
import { datedEpisodes, missingReasons, strategyStatistics, tradedWeights } from '../../core/backtest/report';
import { runBacktest } from '../../core/backtest/run-backtest';
import type { WrittenSpec } from '../../core/backtest/schema';
import { writtenSpecSchema } from '../../core/backtest/schema';
import type { BacktestResult, StrategyResult } from '../../core/backtest/spec';
import { readWrittenSpec, specWarnings } from '../../core/backtest/written-spec';
import { alignGrid } from '../../core/market/align-grid';
import type { History } from '../../core/market/history';
import { createHistory } from '../../core/market/history';
import type { Io } from '../io';
import type { CommandOutput, RegisterCommand } from '../program';
import { readText } from '../read-file';
import { readObservations, readPrices } from '../read-market';
import { percentText, textTable } from '../table';

interface Options {
  readonly json?: boolean;
  readonly series: boolean;
}

async function readSpec(path: string): Promise<Result<{ readonly written: unknown; readonly spec: WrittenSpec }>> {
  const text = await readText(path);
  if (!text.ok) return text;
  let written: unknown;
  try {
    written = JSON.parse(text.value);
  } catch (error) {
    return refuse('bad-spec', `${path} is not JSON: ${(error as Error).message}`);
  }
  const spec = parseAs(writtenSpecSchema, written, 'bad-spec', 'spec');
  return spec.ok ? ok({ written, spec: spec.value }) : spec;
}

async function readHistory(spec: WrittenSpec, folder: string, io: Io): Promise<Result<History>> {
  const names = [...new Set([...spec.assets, ...(spec.cash === null ? [] : [spec.cash])])];
  const prices = await readPrices(resolve(folder, spec.prices), names);
  if (!prices.ok) return prices;
  const aligned = alignGrid(prices.value, { assets: spec.assets.map(assetId), cash: spec.cash, periodsPerYear: spec.periodsPerYear, sampling: spec.sampling });
  if (!aligned.ok) return aligned;
  const { grid, droppedRows } = aligned.value;
  if (droppedRows.length > 0) io.err(`warning: ${droppedRows.length} rows are left out because a level is missing, the first on ${droppedRows[0]}`);
  if (spec.observations === null) return ok(createHistory(grid, []));
  const observations = await readObservations(resolve(folder, spec.observations));
  return observations.ok ? ok(createHistory(grid, observations.value)) : observations;
}

/** What the flows of the spec came to; nothing where there are none. */
function accountOf({ account, nav }: StrategyResult, withSeries: boolean) {
  if (!account) return {};
  const { shares, flowCosts, moneyWeightedReturn } = account;
  const figures = { moneyWeightedReturn, flowCosts, finalValue: shares[nav.length - 1] * nav[nav.length - 1] };
  return { account: withSeries ? { ...figures, shares: Array.from(shares), values: Array.from(shares, (held, row) => held * nav[row]) } : figures };
}

function documentOf(written: unknown, result: BacktestResult, withSeries: boolean) {
  const strategies = result.strategies.map((strategy) => {
    const stats = strategyStatistics(result, strategy);
    const facts = { name: strategy.name, stats, reasons: missingReasons(result, strategy, stats), orders: strategy.orders, executed: strategy.executions.length, ...accountOf(strategy, withSeries) };
    if (!withSeries) return { ...facts, drawdowns: datedEpisodes(result.dates, strategy.nav) };
    return {
      ...facts,
      drawdowns: datedEpisodes(result.dates, strategy.nav),
      dates: result.dates,
      nav: Array.from(strategy.nav),
      weights: tradedWeights(strategy),
      trades: strategy.executions.map(({ date, valueBefore, traded, cost, decidedRow }) => ({
        date,
        decided: decidedRow === null ? null : result.dates[decidedRow],
        valueBefore,
        traded,
        cost,
      })),
    };
  });
  return { spec: written, engine: { version: ENGINE_VERSION }, strategies };
}

function textOf(result: BacktestResult): string {
  const rows = result.strategies.map((strategy) => {
    const stats = strategyStatistics(result, strategy);
    return [
      strategy.name,
      percentText(stats.cagr),
      percentText(stats.volAnnual),
      stats.sharpe === null ? '–' : stats.sharpe.toFixed(2),
      percentText(stats.maxDrawdown),
      percentText(stats.turnoverAnnual),
      percentText(stats.costAnnual),
    ];
  });
  const span = `${result.dates[0]} to ${result.dates.at(-1)}, ${result.dates.length} rows, net of trading costs`;
  return `${span}\n${textTable(['strategy', 'CAGR', 'volatility', 'Sharpe', 'max drawdown', 'turnover p.a.', 'cost p.a.'], rows)}`;
}

async function work(path: string, options: Options, io: Io): Promise<Result<CommandOutput>> {
  const read = await readSpec(path);
  if (!read.ok) return read;
  const { written, spec } = read.value;
  const runnable = readWrittenSpec(spec);
  if (!runnable.ok) return runnable;
  const history = await readHistory(spec, dirname(path), io);
  if (!history.ok) return history;
  for (const warning of specWarnings(spec)) io.err(`warning: ${warning}`);
  const result = runBacktest(history.value, runnable.value);
  return result.ok ? ok({ document: documentOf(written, result.value, options.series), text: textOf(result.value) }) : result;
}

/** `backtest SPEC.json`: runs the strategies of a spec; needs no database. */
export const registerBacktest: RegisterCommand = (program, act, io) => {
  program
    .command('backtest')
    .description('run the strategies of a spec')
    .argument('<SPEC.json>', 'the spec; its files lie beside it')
    .option('--no-series', 'leave the long arrays out')
    .option('--json', 'print one JSON document')
    .action((path: string, options: Options) => act(options, () => work(path, options, io)));
};
