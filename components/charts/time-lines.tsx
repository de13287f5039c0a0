import { dateLong, dateRange } from '@/lib/format/date';
import { THIN } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { curvePaint, figureAt, type ChartRow, type Curve } from './curves';
import { linePath } from './episode-paths';
import { TimeLabels } from './linked-brush';
import { niceAxis } from './scale';

export interface TimeLinesProps {
  /** What is drawn: "CAGR over 3 years, %". */
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Fractions by date. */
  readonly rows: readonly ChartRow[];
}

const HEIGHT = 180;

function summary(curves: readonly Curve[], rows: readonly ChartRow[]): string {
  return curves
    .map((curve) => {
      const values = rows.flatMap((row) => figureAt(row, curve.key) ?? []);
      return `${curve.label}: from ${percent(Math.min(...values))} to ${percent(Math.max(...values))}, last ${percent(values.at(-1))}`;
    })
    .join('; ');
}

/** Fractions of several mixes over time on one axis in per cent; drawn by the server, read as a sentence by who cannot see it. */
export function TimeLines({ title, curves, rows }: TimeLinesProps) {
  const period = { from: rows[0].date, to: rows[rows.length - 1].date };
  const values = rows.flatMap((row) => curves.flatMap(({ key }) => figureAt(row, key) ?? []));
  const axis = niceAxis(Math.min(...values), Math.max(...values), 5);
  const y = (value: number) => ((axis.max - value) / (axis.max - axis.min)) * HEIGHT;
  return (
    <figure className="time-lines">
      <figcaption className="plot-title">{title}</figcaption>
      <svg width="100%" height={HEIGHT + 6} role="img" aria-label={`${title}, ${dateRange(period.from, period.to)}. ${summary(curves, rows)}`}>
        {axis.ticks.map((tick) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
            <text x="-8" y={y(tick) + 4} textAnchor="end">
              {percentFigure(tick, { decimals: 0 })}
              {tick === 0 ? `${THIN}%` : ''}
            </text>
          </g>
        ))}
        <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
          {curves.map((curve) => {
            const paint = curvePaint(curves, curve);
            const dated = rows.flatMap((row) => {
              const value = figureAt(row, curve.key);
              return value === null ? [] : [{ date: row.date, value }];
            });
            return <path key={curve.key} d={linePath(dated, period, axis, HEIGHT)} fill="none" stroke={paint.stroke} strokeWidth={paint.width} strokeDasharray={paint.dashes} vectorEffect="non-scaling-stroke" />;
          })}
        </svg>
      </svg>
      <TimeLabels period={period} />
      <p className="sr-only">Last reading on {dateLong(period.to)}.</p>
    </figure>
  );
}
