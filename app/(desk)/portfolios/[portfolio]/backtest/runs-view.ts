import type { ChartRow, Curve, CurveRole } from '@/components/charts/curves';
import type { StatusTone } from '@/components/ui/status-mark';
import type { RebalanceRule } from '@/lib/core/rebalancing/rule';
import type { BootstrapInterval } from '@/lib/core/stats/block-bootstrap';
import type { StatisticName, Statistics } from '@/lib/core/stats/summary';
import { counted } from '@/lib/format/count';
import { dateLong, instantShort } from '@/lib/format/date';
import { fixed, MISSING } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { bpFigure, ppFigure } from '@/lib/format/points';
import type { RunComparison, RunReading, RunSpec, RunsReading, RunState } from '@/lib/server/use-cases/backtest-runs';
import { formModels, words, type FormModel } from './run-form';

export interface RunRow {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly asked: string;
  readonly state: string;
  readonly tone: StatusTone;
  readonly error: string | null;
  readonly isOpen: boolean;
  readonly canRetry: boolean;
  readonly isDone: boolean;
  readonly progress: number;
  readonly step: string;
  /** In the order of `RUN_COLUMNS`. */
  readonly figures: readonly string[];
  readonly beside: string;
}

/** What the list shows of a run, net unless it says gross. */
export const RUN_COLUMNS = [
  { label: 'CAGR, net', unit: '%' }, { label: 'CAGR, gross', unit: '%' }, { label: 'Volatility', unit: '% a year' }, { label: 'Deepest fall', unit: '%' },
  { label: 'Sharpe', unit: 'over cash' }, { label: 'Turnover', unit: '% a year' }, { label: 'Cost', unit: 'bp a year' }, { label: 'DSR', unit: '%' },
] as const;

const STATES: Readonly<Record<RunState, readonly [label: string, tone: StatusTone]>> = {
  queued: ['Waits for a worker', 'neutral'], running: ['Under way', 'neutral'], waiting: ['Waits to be tried again', 'attention'], done: ['Computed', 'ok'],
  failed: ['Failed', 'bad'], cancelled: ['Cancelled', 'attention'], absent: ['Not computed', 'attention'],
};

function figuresOf({ summary, deflated }: RunReading): readonly string[] {
  if (!summary) return RUN_COLUMNS.map(() => MISSING);
  const { cagr, volAnnual, maxDrawdown, sharpe, turnoverAnnual, costAnnual } = summary.statistics;
  return [
    percentFigure(cagr), percentFigure(summary.grossCagr), percentFigure(volAnnual), percentFigure(maxDrawdown), fixed(sharpe, 2), percentFigure(turnoverAnnual, { decimals: 0 }), bpFigure(costAnnual, { decimals: 1 }),
    percentFigure(deflated?.probability, { decimals: 1 }),
  ];
}

const between = (interval: BootstrapInterval | null): string => (interval ? `${ppFigure(interval.low, 1)} to ${ppFigure(interval.high, 1)} pp` : MISSING);

function besideOf({ summary, deflated }: RunReading): string {
  if (!summary) return '';
  const tries = deflated ? `DSR after ${counted(deflated.tries, 'try', 'tries')}.` : 'Too few tries to deflate by.';
  return summary.beside ? `Beside the strategic mix, 90 % of resampled histories: CAGR ${between(summary.beside.cagrDifference)}, deepest fall ${between(summary.beside.drawdownDifference)}. ${tries}` : tries;
}

/** A rule in a few words. */
export function ruleWords(rule: RebalanceRule): string {
  if (rule.rule === 'none') return 'never rebalanced';
  if (rule.rule === 'calendar') return `rebalanced every ${rule.every === 'every-row' ? 'row' : rule.every.replace('-end', '')}`;
  const widths = [rule.absolute === undefined ? '' : `${fixed(rule.absolute * 100, 1)} pp`, rule.relative === undefined ? '' : `${percent(rule.relative, { decimals: 0 })} of the target`].filter(Boolean);
  return `rebalanced outside ${widths.join(' or ')}, to the ${rule.destination}`;
}

const costWords = ({ policy }: RunSpec): string => {
  const costs = [...new Set(policy.lines.filter(({ asset }) => asset !== policy.cashAsset).map(({ costBps }) => costBps))].sort((a, b) => a - b);
  return `${costs.length === 1 ? fixed(costs[0], 1) : `${fixed(costs[0], 1)} to ${fixed(costs[costs.length - 1], 1)}`} bp a trade`;
};

const lagWords = ({ executionLag }: RunSpec): string => (executionLag === 0 ? 'traded at the close it is decided on' : `traded ${counted(executionLag, 'row', 'rows')} later`);
const windowWords = ({ start, end }: RunSpec): string => `${dateLong(start)} to ${dateLong(end)}`;

function rowOf(run: RunReading, labels: ReadonlyMap<string, string>): RunRow {
  const [state, tone] = STATES[run.state];
  const { spec } = run;
  const isOpen = run.state === 'queued' || run.state === 'running' || run.state === 'waiting';
  return {
    id: run.id, name: run.name, state, tone, error: isOpen || run.state === 'done' ? null : run.error, isOpen, isDone: run.state === 'done',
    canRetry: run.state === 'failed' || run.state === 'cancelled' || run.state === 'absent',
    what: `${labels.get(spec.model.slug) ?? spec.model.slug}, ${windowWords(spec)}, ${costWords(spec)}, ${lagWords(spec)}`,
    asked: `${run.by}, ${instantShort(run.at.toISOString())}`,
    progress: run.progress, step: run.step, figures: figuresOf(run), beside: besideOf(run),
  };
}

const COMPARED: readonly (readonly [label: string, name: StatisticName, write: (value: number | null) => string])[] = [
  ['CAGR, net, %', 'cagr', (value) => percentFigure(value)], ['Volatility, % a year', 'volAnnual', (value) => percentFigure(value)], ['Sharpe ratio, over cash', 'sharpe', (value) => fixed(value, 2)],
  ['Sortino ratio, at 0', 'sortino', (value) => fixed(value, 2)], ['Deepest fall, %', 'maxDrawdown', (value) => percentFigure(value)], ['Calmar ratio', 'calmar', (value) => fixed(value, 2)],
  ['Ulcer index, %', 'ulcer', (value) => percentFigure(value)], ['Worst 5 % of drawdowns, %', 'cdar95', (value) => percentFigure(value)], ['Time under water, %', 'timeUnderWater', (value) => percentFigure(value, { decimals: 0 })],
  ['Worst period, %', 'worstPeriod', (value) => percentFigure(value)], ['Turnover of its own window, % a year', 'turnoverAnnual', (value) => percentFigure(value, { decimals: 0 })], ['Cost of its own window, bp a year', 'costAnnual', (value) => bpFigure(value, { decimals: 1 })],
];

export interface Side {
  readonly label: string;
  readonly values: readonly string[];
}

export interface ComparisonView {
  readonly title: string;
  readonly names: readonly string[];
  readonly curves: readonly Curve[];
  readonly wealth: readonly ChartRow[];
  readonly drawdown: readonly ChartRow[];
  readonly whole: { readonly from: string; readonly to: string };
  readonly statistics: readonly Side[];
  readonly differences: readonly Side[];
  readonly differenceWords: string;
  readonly convention: string;
}

const written = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value ?? null));

/** What the specs of some runs say differently, line by line. */
export function differencesOf(specs: readonly RunSpec[], labels: ReadonlyMap<string, string>): readonly Side[] {
  const params = [...new Set(specs.flatMap(({ model }) => Object.keys(model.params)))];
  const sides: readonly Side[] = [
    { label: 'Model', values: specs.map(({ model }) => `${labels.get(model.slug) ?? model.slug} ${model.version}`) },
    ...params.map((name) => ({ label: words(name), values: specs.map(({ model }) => (name in model.params ? written(model.params[name]) : MISSING)) })),
    { label: 'Window', values: specs.map(windowWords) },
    { label: 'Cost', values: specs.map(costWords) },
    { label: 'Execution', values: specs.map(lagWords) },
    { label: 'Fee', values: specs.map(({ feeAnnual }) => `${bpFigure(feeAnnual, { decimals: 1 })} bp a year`) },
    { label: 'Strategic mix', values: specs.map(({ rebalancing }) => ruleWords(rebalancing)) },
    { label: 'Policy weights', values: specs.map(({ policy }) => policy.lines.map(({ asset, weight }) => `${asset} ${percent(weight)}`).join(', ')) },
    { label: 'Data as of import', values: specs.map(({ batchId }) => `no. ${batchId}`) },
    { label: 'Engine', values: specs.map(({ engine }) => engine) },
  ];
  return sides.filter(({ values }) => new Set(values).size > 1);
}

/** A name where lines end: there is room for a word or two. */
const LONGEST_LABEL = 14;
const shortened = (name: string): string => (name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name);

/** The strategic mix has its colour wherever it stands; the first other run has that of the dynamic one. */
function rolesOf(specs: readonly RunSpec[]): readonly CurveRole[] {
  const firstModel = specs.findIndex(({ model }) => model.slug !== 'strategic');
  const firstStrategic = specs.findIndex(({ model }) => model.slug === 'strategic');
  return specs.map((_, k) => (k === firstModel ? 'dynamic' : k === firstStrategic ? 'strategic' : 'layer'));
}

function comparisonView({ runs, dates, wealth, drawdown, from, to, rows, periodsPerYear }: RunComparison, labels: ReadonlyMap<string, string>): ComparisonView {
  const specs = runs.map(({ run }) => run.spec);
  const roles = rolesOf(specs);
  const differences = differencesOf(specs, labels);
  const best = (name: StatisticName) => runs.reduce((top, one) => ((one.statistics[name] ?? -Infinity) > (top.statistics[name] ?? -Infinity) ? one : top));
  const [grewMost, fellLeast] = [best('cagr').run.name, best('maxDrawdown').run.name];
  const named = differences.map(({ label }) => label.toLowerCase());
  const table = (columns: RunComparison['wealth'], scale: number): readonly ChartRow[] => dates.map((date, t) => ({ date, ...Object.fromEntries(columns.map((column, k) => [`run${k}`, column[t] * scale])) }));
  return {
    title: grewMost === fellLeast ? `${grewMost} grew most and fell least` : `${grewMost} grew most, ${fellLeast} fell least`,
    names: runs.map(({ run }) => run.name),
    curves: runs.map(({ run }, k) => ({ key: `run${k}`, label: shortened(run.name), role: roles[k] })),
    wealth: table(wealth, 100),
    drawdown: table(drawdown, 1),
    whole: { from, to },
    statistics: COMPARED.map(([label, name, write]) => ({ label, values: runs.map(({ statistics }: { readonly statistics: Statistics }) => write(statistics[name])) })),
    differences,
    differenceWords: named.length === 0 ? 'They were asked for alike.' : `They differ in ${named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named[named.length - 1]}`}. All else is the same.`,
    convention: `${dateLong(from)} to ${dateLong(to)}, the ${fixed(rows, 0)} rows that all of them have, ${periodsPerYear} a year; each begins at 100. Net of trading cost and fee.`,
  };
}

export interface RunsView {
  readonly models: readonly FormModel[];
  readonly own: string;
  readonly rows: readonly RunRow[];
  readonly open: readonly RunRow[];
  readonly comparison: ComparisonView | null;
  readonly tries: string;
}

/** Shapes what the tab of runs shows. */
export function runsView({ facts, models, runs, comparison }: RunsReading): RunsView {
  const labels = new Map(models.map(({ card }) => [card.slug, card.label]));
  const rows = runs.map((run) => rowOf(run, labels));
  const counted = runs.find(({ deflated }) => deflated)?.deflated?.tries ?? null;
  return {
    models: formModels(models, facts.policyVersion),
    own: facts.policyVersion.model.slug,
    rows,
    open: rows.filter(({ isOpen }) => isOpen),
    comparison: comparison && comparisonView(comparison, labels),
    tries: counted === null ? '' : `DSR: how sure it is that the ratio is more than the luck of ${fixed(counted, 0)} tries over these asset classes at this desk. Removing a run forgets no try.`,
  };
}
