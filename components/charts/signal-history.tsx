import { dateRange } from '@/lib/format/date';
import { useId } from 'react';
import { areaPath, linePath, type DatedValue } from './episode-paths';
import { TimeLabels } from './linked-brush';
import { pct, position, type Axis } from './scale';
import { dayOf, timeAxis, type Period } from './time';

/** The readings of one indicator for one asset class. */
export interface SignalSeries {
  readonly key: string;
  readonly name: string;
  /** What is measured, with its unit: "price against its 10-month average, %". */
  readonly measure: string;
  /** Monthly, or thinned, in the unit of `axis`. */
  readonly values: readonly DatedValue[];
  readonly axis: Axis;
  /** The reading that neither adds nor takes away. */
  readonly neutral: number;
  /** On which side of neutral a reading takes weight away. */
  readonly takesAway: 'below' | 'above';
  readonly formatTick?: 'signed' | 'plain';
  /** Formatted: what stands on the right. */
  readonly reading: string;
  readonly score: string;
  readonly effectBps: string;
}

export interface SignalHistoryProps {
  /** "Tactical overlay, read every month-end". */
  readonly title: string;
  readonly period: Period;
  readonly series: readonly SignalSeries[];
  /** Stretches shaded through all rows, such as months below trend on every horizon. */
  readonly shaded?: readonly Period[];
  readonly shadedMeaning?: string;
  /** Labels the time axis below the last row. */
  readonly withTimeLabels?: boolean;
}

const HEIGHT = 68;

/** What did the indicators say, and when did they take away? One row each on one time axis; fill only where a reading takes away. */
export function SignalHistory({ title, period, series, shaded = [], shadedMeaning, withTimeLabels = true }: SignalHistoryProps) {
  return (
    <div className="signals">
      <div className="signal-row head">
        <div>{title}</div>
        <div className="num">{shadedMeaning}</div>
        <div className="signal-figures wide-only">
          <span>Reading</span>
          <span>Score</span>
          <span>Effect, bp</span>
        </div>
      </div>
      {series.map((signal) => (
        <div key={signal.key} className="signal-row">
          <div className="signal-name">
            <b>{signal.name}</b>
            <p className="sub">{signal.measure}</p>
          </div>
          <SignalPicture signal={signal} period={period} shaded={shaded} />
          <div className="signal-figures figures">
            <span data-label="Reading">{signal.reading}</span>
            <span data-label="Score">{signal.score}</span>
            <b data-label="Effect, bp">{signal.effectBps}</b>
          </div>
        </div>
      ))}
      {withTimeLabels ? (
        <div className="signal-row axis">
          <div className="wide-only" />
          <TimeLabels period={period} />
        </div>
      ) : null}
    </div>
  );
}

function SignalPicture({ signal, period, shaded }: { readonly signal: SignalSeries; readonly period: Period; readonly shaded: readonly Period[] }) {
  const clip = useId();
  const time = timeAxis(period);
  const x = (date: string) => Math.min(100, Math.max(0, position(time, dayOf(date))));
  const y = (value: number) => HEIGHT - (position(signal.axis, value) / 100) * HEIGHT;
  const neutralY = y(signal.neutral);
  const last = signal.values.at(-1);
  return (
    <svg width="100%" height={HEIGHT} role="img" aria-label={`${signal.name}, ${signal.measure}, ${dateRange(period.from, period.to)}: now ${signal.reading}, score ${signal.score}`}>
      {shaded.map((stretch) => (
        <rect key={stretch.from} x={pct(x(stretch.from))} width={pct(Math.max(0, x(stretch.to) - x(stretch.from)))} height={HEIGHT} fill="var(--sunk)" />
      ))}
      <line x1="0" x2="100%" y1={neutralY} y2={neutralY} stroke="var(--ink-3)" />
      <svg viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
        <clipPath id={clip}>
          <rect width="1000" y={signal.takesAway === 'below' ? neutralY : 0} height={Math.max(0, signal.takesAway === 'below' ? HEIGHT - neutralY : neutralY)} />
        </clipPath>
        <path clipPath={`url(#${clip})`} d={areaPath(signal.values, period, signal.axis, HEIGHT, signal.neutral)} fill="var(--ink-3)" fillOpacity="0.55" />
        <path d={linePath(signal.values, period, signal.axis, HEIGHT)} fill="none" stroke="var(--ink)" strokeWidth="1.25" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
      </svg>
      {signal.axis.ticks.map((tick) => (
        <text key={tick} x="-8" y={y(tick)} dy="4" textAnchor="end">
          {tickText(tick, signal.formatTick)}
        </text>
      ))}
      {last ? <circle cx={pct(x(last.date))} cy={y(last.value)} r="3.5" fill="var(--ink)" stroke="var(--bg)" /> : null}
    </svg>
  );
}

function tickText(tick: number, format: SignalSeries['formatTick'] = 'signed'): string {
  const text = String(Math.abs(tick));
  if (tick < 0) return `\u2212${text}`;
  return format === 'signed' && tick > 0 ? `+${text}` : text;
}
