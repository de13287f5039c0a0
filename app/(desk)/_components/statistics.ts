import type { StatisticGroup } from '@/components/portfolio/statistics-table';
import type { StatisticName, Statistics } from '@/lib/core/stats/summary';
import { fixed, MISSING } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { bpFigure } from '@/lib/format/points';

type Writer = (value: number | null) => string;
const share: Writer = (value) => percentFigure(value);
const ratio: Writer = (value) => fixed(value, 2);
const points: Writer = (value) => bpFigure(value, { decimals: 1 });

type Line = readonly [label: string, name: StatisticName, write: Writer];

/** What fits beside a picture. */
const SHORT: readonly { readonly label: string; readonly rows: readonly Line[] }[] = [
  { label: 'Return', rows: [['CAGR, %', 'cagr', share], ['Sharpe ratio, over cash', 'sharpe', ratio], ['Sortino ratio, at 0', 'sortino', ratio], ['Calmar ratio', 'calmar', ratio]] },
  { label: 'Risk', rows: [['Maximum drawdown, %', 'maxDrawdown', share], ['Volatility, % a year', 'volAnnual', share], ['Ulcer index, %', 'ulcer', share], ['Worst 5 % of drawdowns, %', 'cdar95', share], ['Time under water, %', 'timeUnderWater', share]] },
  { label: 'Price paid', rows: [['Tracking error, % a year', 'trackingError', share], ['Turnover, % a year', 'turnoverAnnual', share], ['Trading cost, bp a year', 'costAnnual', points], ['Beta to strategic', 'beta', ratio]] },
];

/** What only a room about the record itself shows besides. */
const MORE: readonly (readonly Line[])[] = [
  [['Martin ratio, over cash', 'martin', ratio], ['Omega, at 0', 'omega', ratio], ['Best period, %', 'bestPeriod', share], ['Worst period, %', 'worstPeriod', share]],
  [['Value at risk, 95 %, %', 'var95', share], ['Mean beyond it, %', 'cvar95', share], ['Skewness', 'skewness', ratio], ['Excess kurtosis', 'excessKurtosis', ratio]],
  [['Information ratio', 'informationRatio', ratio], ['Alpha, % a year', 'alpha', share], ['Active share, mean, %', 'activeShare', share], ['Share of periods ahead, %', 'hitRate', share]],
];

const written = (statistics: Statistics | undefined, name: StatisticName, write: Writer): string => (statistics?.[name] == null ? MISSING : write(statistics[name]));

/** Statistics of the mixes side by side; `others` stand between strategic and dynamic. */
export function statisticGroups(
  statistics: Readonly<Partial<Record<string, Statistics>>>,
  { others = [], all = false }: { readonly others?: readonly string[]; readonly all?: boolean } = {},
): readonly StatisticGroup[] {
  return SHORT.map(({ label, rows }, k) => ({
    label,
    rows: [...rows, ...(all ? MORE[k] : [])].map(([name, key, write]) => ({
      label: name,
      strategic: written(statistics.strategic, key, write),
      dynamic: written(statistics.dynamic, key, write),
      ...(others.length > 0 ? { others: others.map((other) => written(statistics[other], key, write)) } : {}),
    })),
  }));
}
