import type { ChartRow, Curve } from '@/components/charts/curves';
import type { WeightLine } from '@/components/charts/weights-over-time';
import type { StatisticGroup } from '@/components/portfolio/statistics-table';
import type { ProtectionColumn } from '@/lib/core/backtest/cost-of-protection';
import { dateLong } from '@/lib/format/date';
import { fixed, MISSING } from '@/lib/format/number';
import { percent, percentFigure, percentRange } from '@/lib/format/percent';
import { bpFigure, pp, ppFigure } from '@/lib/format/points';
import type { BacktestReading, CurveName, RollingMeasure } from '@/lib/server/use-cases/read-backtest';
import { statisticGroups } from '../../../_components/statistics';

/** In the order they are drawn: what is drawn last is drawn on top. */
const CURVES: readonly (Curve & { readonly key: CurveName })[] = [
  { key: 'strategic', label: 'Strategic', role: 'strategic' },
  { key: 'dynamic-layer', label: 'Dynamic layer', role: 'layer' },
  { key: 'tactical-layer', label: 'Tactical overlay', role: 'layer' },
  { key: 'gross', label: 'Dynamic, gross', role: 'layer' },
  { key: 'dynamic', label: 'Dynamic', role: 'dynamic' },
];

/** The measures of rolling windows, as they are chosen and as they are headed. */
export const MEASURES: readonly { readonly key: RollingMeasure; readonly label: string; readonly unit: string }[] = [
  { key: 'cagr', label: 'CAGR', unit: '% a year, net' },
  { key: 'volatility', label: 'Volatility', unit: '% a year' },
  { key: 'drawdown', label: 'Maximum drawdown', unit: '%' },
];

export interface YearRow {
  readonly key: string;
  readonly label: string;
  readonly strategic: string;
  readonly dynamic: string;
  readonly difference: string;
  readonly isBehind: boolean;
}

export interface BacktestView {
  readonly ledger: readonly StatisticGroup[];
  readonly ledgerNote: string;
  readonly curves: readonly Curve[];
  readonly wealth: readonly ChartRow[];
  readonly weights: readonly WeightLine[];
  readonly weightRows: readonly ChartRow[];
  readonly statistics: readonly StatisticGroup[];
  readonly others: readonly string[];
  readonly years: readonly YearRow[];
  readonly yearsTitle: string;
  readonly rolling: readonly ChartRow[];
  readonly rollingTitle: string;
  readonly convention: string;
}

const FIVE_PERCENT = 0.05;
const rowUnit = ({ periodsPerYear, executionLag }: BacktestReading): string => `${executionLag} ${periodsPerYear >= 252 ? 'day' : 'month'}${executionLag === 1 ? '' : 's'}`;

function titleOf({ ledger: { drawdownSaved, cagrGivenUp } }: BacktestReading): string {
  const fall = drawdownSaved >= 0 ? `made the deepest fall ${pp(drawdownSaved).replace('+', '')} shallower` : `fell ${pp(-drawdownSaved).replace('+', '')} deeper`;
  const growth = cagrGivenUp > 0 ? `cost ${pp(cagrGivenUp).replace('+', '')} of return a year` : `returned ${pp(-cagrGivenUp).replace('+', '')} a year more`;
  return `After costs the dynamic mix ${fall} and ${growth}`;
}

function ledeOf(reading: BacktestReading): string {
  const { ledger, facts } = reading;
  const averaged = facts.averaged ? ' Levels are month averages, which flatter trend rules.' : '';
  const simulated = facts.simulated ? ' Prices are simulated and trend by construction.' : '';
  return `It saved ${percent(ledger.downsideSavedAnnual)} a year in months in which the strategic mix fell and gave up ${percent(ledger.upsideForgoneAnnual)} a year in months in which it rose. Net of trading cost and fee, traded ${rowUnit(reading)} after the decision.${simulated}${averaged}`;
}

/** The finding and what it rests on. */
export const headOf = (reading: BacktestReading): { readonly title: string; readonly lede: string } => ({ title: titleOf(reading), lede: ledeOf(reading) });

const range = ({ lowest, highest }: { readonly lowest: number; readonly highest: number }): string => (highest - lowest < 5e-4 ? percentFigure(highest, { decimals: 0 }) : percentRange(lowest, highest));

type LedgerLine = readonly [label: string, write: (column: ProtectionColumn) => string];
const optional = (value: number | null, decimals: number): string => (value === null ? MISSING : fixed(value, decimals));

const MANAGER: readonly LedgerLine[] = [
  ['Orders a year', ({ ordersPerYear }) => fixed(ordersPerYear, 1)],
  ['Turnover, one-way, % a year', ({ figures }) => percentFigure(figures.turnoverAnnual, { decimals: 0 })],
  ['Trading cost, bp a year', ({ figures }) => bpFigure(figures.costAnnual, { decimals: 1 })],
  ['Management fee, bp a year', ({ feeAnnual }) => bpFigure(feeAnnual, { decimals: 1 })],
];
const DRIVER: readonly LedgerLine[] = [
  ['CAGR, net, %', ({ figures }) => percentFigure(figures.cagr)],
  ['Deepest fall, %', ({ figures }) => percentFigure(figures.maxDrawdown)],
  ['Beta to strategic, monthly', ({ beta }) => optional(beta, 2)],
  ['Share of rises kept, monthly', ({ upCapture }) => optional(upCapture, 2)],
  ['Share of falls kept, monthly', ({ downCapture }) => optional(downCapture, 2)],
  ['Tracking error, monthly, % a year', ({ trackingError }) => percentFigure(trackingError)],
];

function ledgerOf({ ledger, facts }: BacktestReading): readonly StatisticGroup[] {
  const { strategic, dynamic } = ledger;
  const lines = (rows: readonly LedgerLine[]) => rows.map(([label, write]) => ({ label, strategic: write(strategic), dynamic: write(dynamic) }));
  return [
    {
      label: 'Target mix, ordered weights, %',
      rows: facts.policyVersion.classes.map(({ name }, k) => ({ label: name, strategic: range(strategic.targetMix[k]), dynamic: range(dynamic.targetMix[k]) })),
    },
    { label: 'Manager’s role and cost', rows: lines(MANAGER) },
    {
      label: 'Performance driver',
      rows: [
        ...lines(DRIVER),
        { label: 'Falls saved, pp a year', strategic: MISSING, dynamic: ppFigure(ledger.downsideSavedAnnual) },
        { label: 'Rises forgone, pp a year', strategic: MISSING, dynamic: ppFigure(-ledger.upsideForgoneAnnual) },
        { label: 'Drawdown saved, pp', strategic: MISSING, dynamic: ppFigure(ledger.drawdownSaved) },
      ],
    },
  ];
}

function ledgerNote({ ledger: { pricePerDrawdown, cagrGivenUp } }: BacktestReading): string {
  const price = pricePerDrawdown === null || cagrGivenUp <= 0 ? '' : ` Each ten points of drawdown saved cost ${percent(pricePerDrawdown / 10, { decimals: 2 })} of growth a year.`;
  return `Captures, beta, falls saved and rises forgone are of monthly returns, net; saved less forgone is the mean return over the strategic mix, exactly. Weights are as ordered, from lowest to highest.${price}`;
}

function weightLines({ weights, facts }: BacktestReading): readonly WeightLine[] {
  const { policy, classes } = facts.policyVersion;
  return policy.lines.map(({ asset, weight }, k) => ({
    id: asset, name: classes[k].name, colour: k + 1, policy: weight, weights: weights.byAsset[k],
    top: Math.min(1, Math.ceil(Math.max(weight, ...weights.byAsset[k]) / FIVE_PERCENT + 1e-9) * FIVE_PERCENT),
  }));
}

function yearsOf({ years }: BacktestReading): Pick<BacktestView, 'years' | 'yearsTitle'> {
  const behind = years.filter(({ strategic, dynamic }) => dynamic < strategic).length;
  return {
    yearsTitle: `The dynamic mix was behind in ${behind} of ${years.length} calendar years`,
    years: years.map(({ year, isWhole, strategic, dynamic }) => ({
      key: String(year), label: isWhole ? String(year) : `${year}, in part`, strategic: percentFigure(strategic), dynamic: percentFigure(dynamic), difference: ppFigure(dynamic - strategic), isBehind: dynamic < strategic,
    })),
  };
}

function rollingOf({ rolling: { dates, strategic, dynamic, measure, years } }: BacktestReading): Pick<BacktestView, 'rolling' | 'rollingTitle'> {
  const rows = dates.map((date, k) => ({ date, strategic: strategic[k], dynamic: dynamic[k], difference: dynamic[k] - strategic[k] }));
  // Lower is better for volatility alone: drawdowns are negative.
  const better = rows.filter(({ difference }) => (measure === 'volatility' ? difference < 0 : difference > 0)).length;
  const word = { cagr: 'returned more', volatility: 'moved less', drawdown: 'fell less' }[measure];
  return { rolling: rows, rollingTitle: rows.length === 0 ? `No window of ${years} years fits into the data` : `Over ${years} ${years === 1 ? 'year' : 'years'} it ${word} in ${percent(better / rows.length, { decimals: 0 })} of windows` };
}

/** Shapes what the Backtest room shows. */
export function backtestView(reading: BacktestReading): BacktestView {
  const curves = CURVES.filter(({ key }) => reading.curves.includes(key));
  const others = curves.filter(({ role }) => role === 'layer');
  const weights = weightLines(reading);
  const { whole, periodsPerYear } = reading;
  return {
    ledger: ledgerOf(reading),
    ledgerNote: ledgerNote(reading),
    curves,
    wealth: reading.rows.map(({ date, wealth }) => ({ date, ...Object.fromEntries(curves.map(({ key }) => [key, wealth[key] === undefined ? null : wealth[key] * 100])) })),
    weights,
    weightRows: reading.weights.dates.map((date, t) => ({ date, ...Object.fromEntries(weights.map((line) => [line.id, line.weights[t]])) })),
    statistics: statisticGroups(reading.statistics, { others: others.map(({ key }) => key), all: true }),
    others: others.map(({ label }) => label),
    ...yearsOf(reading),
    ...rollingOf(reading),
    convention: `${dateLong(whole.from)} to ${dateLong(whole.to)}, ${whole.rows} rows, ${periodsPerYear} a year; a period is one row. Net of trading cost and fee, but for the column that says gross. Sharpe: mean excess over cash. Turnover counts trades outside cash, one-way.`,
  };
}
