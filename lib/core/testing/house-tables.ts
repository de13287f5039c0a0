import type { BacktestResult } from '../backtest/spec';
import { maxDrawdown } from '../stats/drawdown';
import type { HouseRecord } from './house-record';

/** A number as the pages write it, with a true minus. */
const text = (value: number, digits: number): string => value.toFixed(digits).replace('-', '−');
const percent = (value: number, digits = 1): string => text(100 * value, digits);
const signed = (value: number): string => (value >= 0 ? `+${percent(value)}` : percent(value));
const ratio = (value: number): string => value.toFixed(2).replace(/^0/, '');
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** `| case | CAGR | volatility | deepest fall | ratio | 1, 2, 3 months late | turnover |`, house / strategic, in percent; turnover in times. */
export function figuresRow(name: string, { house, strategic, ...record }: HouseRecord): string {
  const both = (write: (figures: typeof house) => string) => `${write(house)} / ${write(strategic)}`;
  return row(
    name,
    both(({ cagr }) => percent(cagr, 2)),
    both(({ volAnnual }) => percent(volAnnual, 2)),
    both((figures) => percent(figures.maxDrawdown)),
    ratio(record.ratio),
    record.lateRatios.map(ratio).join(', '),
    both(({ turnoverAnnual }) => text(turnoverAnnual, 2)),
  );
}

/** `| case | fall shallower by | CAGR higher by | Sharpe ratio | PSR above the strategic mix's | DSR | neighbours |`. */
export function worthRow(name: string, { shallower, higher, sharpes, psrAboveStrategic, deflated, neighbours }: HouseRecord): string {
  const range = ({ low, high }: { readonly low: number; readonly high: number }) => `${percent(low)} to ${percent(high)}`;
  return row(name, range(shallower), range(higher), sharpes.map((value) => text(value, 2)).join(' / '), percent(psrAboveStrategic), percent(deflated), neighbours.map(ratio).join(' to '));
}

/** Rows of the page for each decade: CAGR of the strategic mix, how much more the house model had, and the deepest fall of each within it. */
export function decadeRows({ dates, periodsPerYear, strategies }: BacktestResult): readonly string[] {
  const decadeOf = (t: number): string => `${dates[t].slice(0, 3)}0s`;
  const decades = [...new Set(dates.map((_, t) => decadeOf(t)))];
  return decades.map((decade) => {
    const first = dates.findIndex((_, t) => decadeOf(t) === decade);
    const last = dates.findLastIndex((_, t) => decadeOf(t) === decade);
    const base = Math.max(0, first - 1);
    const [strategic, house] = strategies.map(({ nav }) => {
      const growth = (nav[last] / nav[base]) ** (periodsPerYear / (last - base)) - 1;
      return { growth, fall: maxDrawdown(nav.subarray(base, last + 1)) ?? 0 };
    });
    return row(decade, percent(strategic.growth), signed(house.growth - strategic.growth), percent(strategic.fall), percent(house.fall));
  });
}
