import { fixed, signed } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { pct, position, type Axis } from '../charts/scale';
import { NumberCell, NumberHeader } from '../ui/table';
import { distanceAxis, nearestFlip, reach, trendWords, type DistanceRow, type FlipDistance } from './distance-geometry';
import { Swatch } from './swatch';

const HEIGHT = 48;
const TREND_Y = 15;
const MOMENTUM_Y = 34;

const move = (value: number): string => percentFigure(value, { decimals: 1, sign: 'always' });
const months = (flip: FlipDistance | null): string => (flip ? `${fixed(flip.months, 0)} months` : '–');

/** How near is a change of signal? 0 is today's price; each mark is the move that would turn one reading. Hollow is positive, solid negative. */
export function DistanceGauge({ rows }: { readonly rows: readonly DistanceRow[] }) {
  const axis = distanceAxis(rows);
  return (
    <table className="distance">
      <caption className="sr-only">Move of today’s price at which each trend and momentum reading changes sign</caption>
      <thead>
        <tr>
          <th scope="col">Asset class</th>
          <td className="picture">
            <GaugeLabels axis={axis} />
          </td>
          <th scope="col">Trend</th>
          <NumberHeader unit="%">Flips at</NumberHeader>
          <NumberHeader narrow="drop">by</NumberHeader>
          <NumberHeader unit="score">Momentum</NumberHeader>
          <NumberHeader unit="%">Turns at</NumberHeader>
          <NumberHeader narrow="drop">by</NumberHeader>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GaugeRow key={row.id} row={row} axis={axis} />
        ))}
      </tbody>
    </table>
  );
}

function GaugeRow({ row, axis }: { readonly row: DistanceRow; readonly axis: Axis }) {
  const [trend, momentum] = [nearestFlip(row.trend), nearestFlip(row.momentum)];
  const words = trendWords(row.trend);
  return (
    <tr>
      <th scope="row">
        <Swatch colour={row.colour} />
        {row.name}
        {row.instrument ? <span className="aside">{row.instrument}</span> : null}
      </th>
      <td className="picture">
        <GaugeMarks row={row} axis={axis} />
      </td>
      <td data-label="Trend">{row.trend.length === 0 ? '–' : <>{words.word === 'below' ? <b>below</b> : 'above'}, {words.count} of {row.trend.length}</>}</td>
      <NumberCell label="Flips at, %" figure="strong">
        {trend ? move(trend.move) : '–'}
      </NumberCell>
      <NumberCell narrow="drop" figure="muted">
        {months(trend)}
      </NumberCell>
      <NumberCell label="Momentum">{signed(row.momentumScore, 2)}</NumberCell>
      <NumberCell label="Turns at, %" figure="strong">
        {momentum ? move(momentum.move) : '–'}
      </NumberCell>
      <NumberCell narrow="drop" figure="muted">
        {months(momentum)}
      </NumberCell>
    </tr>
  );
}

function GaugeMarks({ row, axis }: { readonly row: DistanceRow; readonly axis: Axis }) {
  const [trend, momentum] = [reach(row.trend, axis), reach(row.momentum, axis)];
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true">
      {axis.ticks.map((tick) => (
        <line key={tick} x1={pct(position(axis, tick))} x2={pct(position(axis, tick))} y1="0" y2={HEIGHT} stroke={tick === 0 ? 'var(--ink-3)' : 'var(--line)'} />
      ))}
      {momentum ? <rect x={pct(momentum.from)} y={MOMENTUM_Y - 1.25} width={pct(momentum.width)} height="2.5" fill="var(--line-2)" /> : null}
      {row.momentum.map((flip) => (
        <circle key={flip.months} cx={pct(position(axis, flip.move))} cy={MOMENTUM_Y} r="4" fill={flip.state === 1 ? 'var(--bg)' : 'var(--ink-2)'} stroke="var(--ink-2)" strokeWidth="1.25" />
      ))}
      {trend ? <rect x={pct(trend.from)} y={TREND_Y - 1.25} width={pct(trend.width)} height="2.5" fill="var(--ink-2)" /> : null}
      {row.trend.map((flip) => (
        <rect key={flip.months} x={pct(position(axis, flip.move))} y={TREND_Y - 7} width="4" height="14" transform="translate(-2 0)" fill={flip.state === 1 ? 'var(--bg)' : 'var(--ink)'} stroke="var(--ink)" strokeWidth="1.25" />
      ))}
    </svg>
  );
}

function GaugeLabels({ axis }: { readonly axis: Axis }) {
  const today = pct(position(axis, 0));
  return (
    <svg width="100%" height="34" aria-hidden="true">
      {axis.ticks.map((tick, index) => (
        <text key={tick} x={pct(position(axis, tick))} y="30" textAnchor="middle" style={tick === 0 ? { fill: 'var(--ink)' } : undefined} data-minor={(tick !== 0 && index % 2 === 1) || undefined}>
          {tick === 0 ? 'today' : percentFigure(tick, { decimals: 0, sign: 'always' })}
        </text>
      ))}
      <text className="wide-only" x={today} y="12" dx="-10" textAnchor="end">
        a fall turns it negative
      </text>
      <text className="wide-only" x={today} y="12" dx="10">
        a rise turns it positive
      </text>
      {/* Today may stand near an end; where there is no room beside it, the ends carry the words. */}
      <text className="narrow-only" x="0" y="12">
        a fall turns it negative
      </text>
      <text className="narrow-only" x="100%" y="12" textAnchor="end">
        a rise turns it positive
      </text>
    </svg>
  );
}

/** What the marks of the gauge mean; the horizons are named by whoever knows them. */
export function DistanceLegend({ trend, momentum }: { readonly trend: string; readonly momentum: string }) {
  return (
    <ul className="legend" aria-hidden="true">
      <li>
        <svg width="16" height="14">
          <rect x="1" y="1" width="4" height="12" fill="none" stroke="var(--ink)" strokeWidth="1.25" />
          <rect x="10" y="1" width="4" height="12" fill="var(--ink)" stroke="var(--ink)" strokeWidth="1.25" />
        </svg>
        {trend}
      </li>
      <li>
        <svg width="24" height="14">
          <circle cx="6" cy="7" r="4" fill="none" stroke="var(--ink-2)" strokeWidth="1.25" />
          <circle cx="18" cy="7" r="4" fill="var(--ink-2)" />
        </svg>
        {momentum}
      </li>
      <li>hollow positive, solid negative</li>
    </ul>
  );
}
