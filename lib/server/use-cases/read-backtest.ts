import * as z from 'zod';
import { costOfProtection, type ProtectionLedger } from '../../core/backtest/cost-of-protection';
import { heldWeights } from '../../core/backtest/held-weights';
import { strategyStatistics } from '../../core/backtest/report';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { since } from '../../core/market/history';
import { periodEnds } from '../../core/series/period-ends';
import { simpleReturns } from '../../core/series/returns';
import { thinRows } from '../../core/series/thin';
import { calendarTable } from '../../core/stats/calendar-table';
import { summarize, type Statistics } from '../../core/stats/summary';
import { backtestOf, evidenceOf, mixOf, type Evidence, type MixName } from '../desk/evidence';
import { factsOf, type DeskFacts } from '../desk/facts';
import { openDesk, type Desk } from '../desk/open-desk';
import { judgementOf, keptRobustness, type Judgement } from '../desk/judgement';
import { ROLLING_MEASURES, rollingFigures, type RollingFigures, type RollingMeasure } from '../desk/rolling-windows';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export type { Judgement, RollingMeasure };

/** A mix of the evidence, or the dynamic one as if nothing cost anything. */
export type CurveName = MixName | 'gross';

const MAX_POINTS = 1_500;
const MAX_WEIGHT_POINTS = 360;
export const ROLLING_YEARS = [1, 3, 5] as const;

export interface WealthRow {
  readonly date: IsoDate;
  /** On base 1 at the first row. */
  readonly wealth: Readonly<Partial<Record<CurveName, number>>>;
}

/** What a mix held over time, drifting with prices between its trades. */
export interface WeightHistory {
  readonly dates: readonly IsoDate[];
  /** In the order of the policy's lines, one weight per date. */
  readonly byAsset: readonly (readonly number[])[];
}

export interface YearReading {
  readonly year: number;
  /** Whether the data cover it from January to December. */
  readonly isWhole: boolean;
  readonly strategic: number;
  readonly dynamic: number;
}

export interface BacktestReading {
  readonly facts: DeskFacts;
  readonly whole: { readonly from: IsoDate; readonly to: IsoDate; readonly rows: number };
  readonly periodsPerYear: number;
  readonly executionLag: number;
  readonly ledger: ProtectionLedger;
  readonly curves: readonly CurveName[];
  readonly rows: readonly WealthRow[];
  readonly weights: WeightHistory;
  /** Net of costs and fee, but for `gross`. */
  readonly statistics: Readonly<Partial<Record<CurveName, Statistics>>>;
  readonly years: readonly YearReading[];
  readonly rolling: RollingFigures & { readonly measure: RollingMeasure; readonly years: number };
  /** What was computed about luck; null until somebody asked for it. */
  readonly judgement: Judgement | null;
}

function wealthRows(evidence: Evidence): Pick<BacktestReading, 'curves' | 'rows'> {
  const navs: readonly (readonly [CurveName, Float64Array])[] = [...evidence.mixes.map(({ name, nav }) => [name, nav] as const), ['gross', evidence.grossDynamic]];
  const kept = thinRows(navs.map(([, nav]) => nav), MAX_POINTS);
  return {
    curves: navs.map(([name]) => name),
    rows: Array.from(kept, (row) => ({ date: evidence.dates[row], wealth: Object.fromEntries(navs.map(([name, nav]) => [name, nav[row]])) })),
  };
}

function weightHistory(desk: Desk, { dates, mixes }: Evidence): WeightHistory {
  const { grid } = since(desk.view, dates[0]);
  const ends = [...new Set([0, ...periodEnds(dates, 'month-end'), dates.length - 1])];
  const step = Math.ceil(ends.length / MAX_WEIGHT_POINTS);
  const rows = ends.filter((_, k) => (ends.length - 1 - k) % step === 0);
  const { policy } = desk.policyVersion;
  const held = heldWeights(grid, policy, mixes.find(({ name }) => name === 'dynamic')?.executions ?? [], rows);
  return { dates: rows.map((row) => dates[row]), byAsset: policy.lines.map((_, i) => held.map((weights) => weights[i])) };
}

function statisticsOf(desk: Desk, evidence: Evidence): BacktestReading['statistics'] {
  const run = backtestOf(desk, evidence);
  const net = run.strategies.map((strategy) => [strategy.name, strategyStatistics(run, strategy)] as const);
  const [strategic, dynamic] = [mixOf(evidence, 'strategic'), mixOf(evidence, 'dynamic')];
  const gross = summarize({
    returns: simpleReturns(evidence.grossDynamic), periodsPerYear: evidence.periodsPerYear, cash: evidence.cashReturns,
    benchmark: strategic && simpleReturns(strategic.nav), turnoverAnnual: dynamic?.turnoverAnnual ?? null, costAnnual: 0,
  });
  return Object.fromEntries([...net, ['gross', gross]]);
}

function yearsOf({ dates }: Evidence, strategic: Float64Array, dynamic: Float64Array): readonly YearReading[] {
  const table = (nav: Float64Array) => calendarTable(dates.slice(1), simpleReturns(nav));
  const own = table(dynamic);
  return table(strategic).map(({ year, isWhole, total }, k) => ({ year, isWhole, strategic: total, dynamic: own[k].total }));
}

/** Did it pay, after costs? The dynamic mix beside the strategic one: what it cost, earned, held and lost over the whole record. */
export const readBacktest = defineUseCase({
  name: 'read-backtest',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape, rolling: z.enum(ROLLING_MEASURES).default('cagr'), years: z.union(ROLLING_YEARS.map((years) => z.literal(years))).default(3) }),
  run: async (context, input): Promise<Result<BacktestReading>> => {
    const opened = await openDesk(context, input.portfolio, momentOf(input));
    if (!opened.ok) return opened;
    const desk = opened.value;
    const found = await evidenceOf(context.db, desk);
    if (!found.ok) return found;
    const evidence = found.value;
    const { dates, periodsPerYear, executionLag } = evidence;
    const [strategic, dynamic] = [mixOf(evidence, 'strategic')?.nav, mixOf(evidence, 'dynamic')?.nav];
    if (!strategic || !dynamic) return refuse('too-short', `${desk.portfolio.name} has no two mixes to compare.`);
    const kept = await keptRobustness(context.db, desk);
    return ok({
      facts: factsOf(desk),
      whole: { from: dates[0], to: dates[dates.length - 1], rows: dates.length },
      periodsPerYear, executionLag,
      ledger: costOfProtection(backtestOf(desk, evidence), { strategic: 'strategic', dynamic: 'dynamic' }, desk.policyVersion.feeAnnual),
      ...wealthRows(evidence),
      weights: weightHistory(desk, evidence),
      statistics: statisticsOf(desk, evidence),
      years: yearsOf(evidence, strategic, dynamic),
      rolling: { ...rollingFigures({ dates, periodsPerYear, strategic, dynamic }, input.rolling, input.years), measure: input.rolling, years: input.years },
      judgement: kept && (await judgementOf(context.db, desk, kept)),
    });
  },
});
