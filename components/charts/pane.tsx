'use client';

import Link from 'next/link';
import { dateRange } from '@/lib/format/date';
import { THIN } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { curvePaint, depthLabels, endLabels, heightOf, type ChartRow, type Curve, type ShadedEpisode, type WealthScale } from './curves';
import { LazyCurvePane } from './lazy-curve-pane';
import { pct, position, type Axis } from './scale';
import { dayOf, timeAxis, timeTicks, type Period } from './time';

export interface PaneProps {
  /** Those of the period that is shown. */
  readonly rows: readonly ChartRow[];
  /** All there are, for curves that follow the brush; absent where they are few and stand still. */
  readonly dense?: readonly ChartRow[];
  readonly curves: readonly Curve[];
  readonly episodes: readonly ShadedEpisode[];
  readonly period: Period;
  /** Edges of the window, in per cent. */
  readonly marks: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
  readonly scale: WealthScale;
  readonly height: number;
  readonly format: (value: number) => string;
  readonly unit: '' | '%';
  readonly underwater?: boolean;
}

/** One of the pictures that share the time axis: shading, grid, curves, and a label at the end of each line. */
export function Pane({ rows, dense, curves, episodes, period, marks, from, to, axis, scale, height, format, unit, underwater = false }: PaneProps) {
  return (
    <div className="pane" style={{ height }}>
      <Shading episodes={episodes} period={period} reachable={underwater} />
      <Grid axis={axis} scale={scale} period={period} unit={unit} format={format} />
      <LazyCurvePane dense={dense !== undefined} rows={dense ?? rows} curves={curves} from={from} to={to} axis={axis} scale={scale} height={height} underwater={underwater} />
      {underwater ? <Depths episodes={episodes} period={period} axis={axis} height={height} /> : null}
      {marks.map((mark) => (
        <div key={mark} className="window-edge" style={{ left: pct(mark) }} />
      ))}
      <div className="line-ends" aria-hidden="true">
        {endLabels(rows, curves, axis, height, scale, format).map((label) => {
          const curve = curves.find(({ key }) => key === label.key);
          return (
            <span key={label.key} data-role={curve?.role} style={{ top: label.top, color: curve ? curvePaint(curves, curve).text : undefined }}>
              {label.text}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function Shading({ episodes, period, reachable }: { readonly episodes: readonly ShadedEpisode[]; readonly period: Period; readonly reachable: boolean }) {
  const { min, max } = timeAxis(period);
  const within = (date: string) => Math.min(100, Math.max(0, position({ min, max }, dayOf(date))));
  return episodes
    .filter((episode) => episode.to >= period.from && episode.from <= period.to)
    .map((episode) => (
      <Link
        key={episode.id}
        className="shading"
        href={episode.href}
        scroll={false}
        // The upper picture repeats the same links for the mouse alone.
        tabIndex={reachable ? undefined : -1}
        aria-hidden={reachable ? undefined : true}
        aria-label={`Drawdown of ${percent(episode.depth)}, ${dateRange(episode.from, episode.to)}`}
        style={{ left: pct(within(episode.from)), width: pct(within(episode.to) - within(episode.from)) }}
      />
    ));
}

function Grid({ axis, scale, period, unit, format }: Pick<PaneProps, 'axis' | 'scale' | 'period' | 'unit' | 'format'>) {
  const time = timeAxis(period);
  return (
    <svg className="grid-lines" width="100%" height="100%" aria-hidden="true">
      {timeTicks(period)
        .filter((tick) => !tick.minor)
        .map((tick) => (
          <line key={tick.day} x1={pct(position(time, tick.day))} x2={pct(position(time, tick.day))} y1="0" y2="100%" stroke="var(--line)" />
        ))}
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line x1="0" x2="100%" y1={pct(heightOf(axis, tick, scale))} y2={pct(heightOf(axis, tick, scale))} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
          <text x="-8" y={pct(heightOf(axis, tick, scale))} dy="4" textAnchor="end">
            {unit === '%' ? percentFigure(tick, { decimals: 0 }) : format(tick)}
            {unit === '%' && tick === 0 ? `${THIN}%` : ''}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Depths({ episodes, period, axis, height }: { readonly episodes: readonly ShadedEpisode[]; readonly period: Period; readonly axis: Axis; readonly height: number }) {
  return (
    <svg className="depths" width="100%" height={height} aria-hidden="true">
      {depthLabels(episodes, period).map((label) => (
        <text key={label.id} x={pct(label.left)} y={pct(heightOf(axis, label.depth, 'linear'))} dy="14" textAnchor={label.left > 97 ? 'end' : 'middle'} data-minor={label.minor || undefined}>
          {percentFigure(label.depth, { decimals: 1 })}
        </text>
      ))}
    </svg>
  );
}
