import { dateLong, dateRange } from '@/lib/format/date';
import { THIN } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { curvePaint, figureAt, type ChartRow, type Curve } from './curves';
import { linePath, type DatedValue } from './episode-paths';
import { TimeLabels } from './linked-brush';
import { niceAxis } from './scale';

export interface TimeLinesProps {
  /** What is drawn: "CAGR over 3 years, %". */
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Fractions by date, or figures that `write` and `tick` know how to write; a null leaves a gap. */
  readonly rows: readonly ChartRow[];
  /** A figure in a sentence; per cent unless said. */
  readonly write?: (value: number) => string;
  /** A figure at the axis, the unit at its zero alone; per cent unless said. */
  readonly tick?: (value: number) => string;
  /** Lines across from the highest down, such as where a score turns, each with what happens there: the last is named below its line. */
  readonly levels?: readonly { readonly at: number; readonly says: string }[];
}

const percentTick = (tick: number): string => `${percentFigure(tick, { decimals: 0 })}${tick === 0 ? `${THIN}%` : ''}`;

/** The stretches of a curve without a gap. */
function stretches(rows: readonly ChartRow[], key: string): readonly (readonly DatedValue[])[] {
  const found: DatedValue[][] = [[]];
  for (const row of rows) {
    const value = figureAt(row, key);
    if (value === null) found.push([]);
    else found[found.length - 1].push({ date: row.date, value });
  }
  return found.filter((stretch) => stretch.length > 0);
}

const HEIGHT = 180;

function summary(curves: readonly Curve[], rows: readonly ChartRow[], write: (value: number) => string): string {
  return curves
    .map((curve) => {
      const values = rows.flatMap((row) => figureAt(row, curve.key) ?? []);
      return `${curve.label}: from ${write(Math.min(...values))} to ${write(Math.max(...values))}, last ${write(values[values.length - 1])}`;
    })
    .join('; ');
}

/** Figures over time on one axis, in per cent unless said; drawn by the server, read as a sentence by who cannot see it. */
export function TimeLines({ title, curves, rows, write = (value) => percent(value), tick: tickOf = percentTick, levels = [] }: TimeLinesProps) {
  const period = { from: rows[0].date, to: rows[rows.length - 1].date };
  const values = rows.flatMap((row) => curves.flatMap(({ key }) => figureAt(row, key) ?? []));
  const reach = [...values, ...levels.map(({ at }) => at)];
  const axis = niceAxis(Math.min(...reach), Math.max(...reach), 5);
  const y = (value: number) => ((axis.max - value) / (axis.max - axis.min)) * HEIGHT;
  return (
    <figure className="time-lines">
      <figcaption className="plot-title">{title}</figcaption>
      <svg width="100%" height={HEIGHT + 6} role="img" aria-label={`${title}, ${dateRange(period.from, period.to)}. ${summary(curves, rows, write)}${levels.map(({ at, says }) => `; ${says} at ${write(at)}`).join('')}`}>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
            <text x="-8" y={y(tick) + 4} textAnchor="end">
              {tickOf(tick)}
            </text>
          </g>
        ))}
        {levels.map(({ at, says }) => (
          <line key={says} x1="0" x2="100%" y1={y(at)} y2={y(at)} stroke="var(--ink-3)" strokeDasharray="5 4" />
        ))}
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
          {curves.map((curve) => {
            const paint = curvePaint(curves, curve);
            const line = stretches(rows, curve.key).map((stretch) => linePath(stretch, period, axis, HEIGHT)).join('');
            return <path key={curve.key} d={line} fill="none" stroke={paint.stroke} strokeWidth={paint.width} strokeDasharray={paint.dashes} vectorEffect="non-scaling-stroke" />;
          })}
        </svg>
        {levels.map(({ at, says }, k) => (
          <text key={says} className="over-curve" x="4" y={y(at)} dy={k > 0 && k === levels.length - 1 ? 13 : -4}>
            {says}
          </text>
        ))}
      </svg>
      <TimeLabels period={period} />
      <p className="sr-only">Last reading on {dateLong(period.to)}.</p>
    </figure>
  );
}
