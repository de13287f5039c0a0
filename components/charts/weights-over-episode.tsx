import { dateLong } from '@/lib/format/date';
import { percent, percentFigure } from '@/lib/format/percent';
import { THIN } from '@/lib/format/number';
import { assetPaint } from '../portfolio/asset-colour';
import { Swatch } from '../portfolio/swatch';
import { areaPath, linePath, type DatedValue } from './episode-paths';
import { TimeLabels } from './linked-brush';
import { niceAxis, pct, position } from './scale';
import { dayOf, timeAxis, type Period } from './time';

export interface EpisodeEvent {
  /** "first cut", "last peak", "trough", "back in". */
  readonly name: string;
  readonly date: string;
  /** On which side of its line the name stands. */
  readonly side: 'left' | 'right';
}

export type TrendState = 'below' | 'mixed' | 'above';

export interface HeldClass {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
  /** Top of its axis, a fraction; the axis starts at 0. */
  readonly top: number;
  readonly policy: number;
  readonly atStart: number | null;
  readonly atTrough: number | null;
  readonly weights: readonly DatedValue[];
  /** What the trend of the class said; stretches follow one another. */
  readonly trend?: readonly (Period & { readonly state: TrendState })[];
}

export interface WeightsOverEpisodeProps {
  readonly period: Period;
  readonly events: readonly EpisodeEvent[];
  readonly drawdowns: { readonly strategic: readonly DatedValue[]; readonly dynamic: readonly DatedValue[] };
  readonly classes: readonly HeldClass[];
}

const DRAWDOWN_HEIGHT = 150;
const ROW_HEIGHT = 40;
const STRIP = { below: { fill: 'var(--ink-2)', height: 6 }, mixed: { fill: 'var(--line-2)', height: 6 }, above: { fill: 'var(--line-2)', height: 1 } } as const;

/**
 * What did the dynamic mix hold while it happened, and what had the signals said? The drawdown of both mixes above,
 * then the weight of every class against its policy and its trend, all on one time axis with the turning points.
 */
export function WeightsOverEpisode({ period, events, drawdowns, classes }: WeightsOverEpisodeProps) {
  return (
    <div>
      <div className="episode-row tight">
        <div className="episode-name sub">Drawdown, %</div>
        <EventNames events={events} period={period} />
      </div>
      <div className="episode-row tight">
        <div className="wide-only" />
        <EpisodeDrawdown drawdowns={drawdowns} events={events} period={period} />
      </div>
      <div className="episode-row head">
        <div className="episode-name">Weight held</div>
        <TrendLegend />
        <div className="episode-figures">
          <span>Policy</span>
          <span>Start</span>
          <span>Trough</span>
        </div>
      </div>
      {classes.map((held) => (
        <div className="episode-row" key={held.id}>
          <div className="episode-name">
            <Swatch colour={held.colour} />
            {held.name}
            <span className="sub">0–{percent(held.top, { decimals: 0 })}</span>
          </div>
          <HeldWeight held={held} events={events} period={period} />
          <div className="episode-figures figures">
            <span className="muted">{percentFigure(held.policy, { decimals: 0 })}</span>
            <span>{percentFigure(held.atStart, { decimals: 1 })}</span>
            <b>{percentFigure(held.atTrough, { decimals: 1 })}</b>
          </div>
        </div>
      ))}
      <div className="episode-row">
        <div className="wide-only" />
        <TimeLabels period={period} />
      </div>
    </div>
  );
}

function EventNames({ events, period }: Pick<WeightsOverEpisodeProps, 'events' | 'period'>) {
  const time = timeAxis(period);
  return (
    <svg className="event-names" width="100%" height="36" aria-hidden="true">
      {events.map((event) => (
        <text key={event.name} x={pct(position(time, dayOf(event.date)))} y="12" dx={event.side === 'left' ? 4 : -4} textAnchor={event.side === 'left' ? 'end' : 'start'}>
          {event.name}
          <tspan data-minor x={pct(position(time, dayOf(event.date)))} dy="16" dx={event.side === 'left' ? 4 : -4}>
            {dateLong(event.date)}
          </tspan>
        </text>
      ))}
    </svg>
  );
}

function EventLines({ events, period, height }: Pick<WeightsOverEpisodeProps, 'events' | 'period'> & { readonly height: number }) {
  const time = timeAxis(period);
  return events.map((event) => {
    const x = pct(position(time, dayOf(event.date)));
    return <line key={event.name} x1={x} x2={x} y1="0" y2={height} stroke="var(--ink-2)" strokeDasharray="2 3" />;
  });
}

function EpisodeDrawdown({ drawdowns, events, period }: Omit<WeightsOverEpisodeProps, 'classes'>) {
  const axis = niceAxis(Math.min(-0.01, ...[...drawdowns.strategic, ...drawdowns.dynamic].map(({ value }) => value)), 0, 5);
  const y = (value: number) => ((axis.max - value) / (axis.max - axis.min)) * DRAWDOWN_HEIGHT;
  return (
    <svg width="100%" height={DRAWDOWN_HEIGHT + 6} role="img" aria-label={`Drawdown of the strategic and the dynamic mix, ${dateLong(period.from)} to ${dateLong(period.to)}`}>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
          <text x="-8" y={y(tick) + 4} textAnchor="end">
            {percentFigure(tick, { decimals: 0 })}
            {tick === 0 ? `${THIN}%` : ''}
          </text>
        </g>
      ))}
      <svg viewBox={`0 0 1000 ${DRAWDOWN_HEIGHT}`} preserveAspectRatio="none" width="100%" height={DRAWDOWN_HEIGHT}>
        <path d={areaPath(drawdowns.strategic, period, axis, DRAWDOWN_HEIGHT)} fill="var(--strategic)" fillOpacity="0.22" />
        <path d={linePath(drawdowns.strategic, period, axis, DRAWDOWN_HEIGHT)} fill="none" stroke="var(--strategic)" strokeWidth="1.25" vectorEffect="non-scaling-stroke" />
        <path d={linePath(drawdowns.dynamic, period, axis, DRAWDOWN_HEIGHT)} fill="none" stroke="var(--accent)" strokeWidth="1.75" vectorEffect="non-scaling-stroke" />
      </svg>
      <EventLines events={events} period={period} height={DRAWDOWN_HEIGHT} />
    </svg>
  );
}

function HeldWeight({ held, events, period }: { readonly held: HeldClass } & Pick<WeightsOverEpisodeProps, 'events' | 'period'>) {
  const paint = assetPaint(held.colour);
  const axis = { min: 0, max: held.top };
  const time = timeAxis(period);
  const x = (date: string) => Math.min(100, Math.max(0, position(time, dayOf(date))));
  const policyY = (1 - held.policy / held.top) * ROW_HEIGHT;
  return (
    <svg width="100%" height={ROW_HEIGHT + 14} role="img" aria-label={`Weight of ${held.name}: policy ${percent(held.policy)}, at the start ${percent(held.atStart)}, at the trough ${percent(held.atTrough)}`}>
      <line x1="0" x2="100%" y1={ROW_HEIGHT} y2={ROW_HEIGHT} stroke="var(--line-2)" />
      <svg viewBox={`0 0 1000 ${ROW_HEIGHT}`} preserveAspectRatio="none" width="100%" height={ROW_HEIGHT}>
        <path d={areaPath(held.weights, period, axis, ROW_HEIGHT)} fill={paint.fill} fillOpacity="0.3" />
        <path d={linePath(held.weights, period, axis, ROW_HEIGHT)} fill="none" stroke={paint.edge} strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <line x1="0" x2="100%" y1={policyY} y2={policyY} stroke="var(--strategic)" strokeWidth="1.5" />
      <EventLines events={events} period={period} height={ROW_HEIGHT + 14} />
      {held.trend?.map((stretch) => (
        <rect
          key={stretch.from}
          x={pct(x(stretch.from))}
          y={ROW_HEIGHT + 8 - STRIP[stretch.state].height / 2}
          width={pct(Math.max(0, x(stretch.to) - x(stretch.from)))}
          height={STRIP[stretch.state].height}
          fill={STRIP[stretch.state].fill}
        />
      ))}
    </svg>
  );
}

function TrendLegend() {
  return (
    <ul className="legend" aria-hidden="true">
      <li>
        <svg width="16" height="12">
          <path d="M0 6h16" stroke="var(--strategic)" strokeWidth="1.5" />
        </svg>
        policy
      </li>
      {(['below', 'mixed', 'above'] as const).map((state) => (
        <li key={state}>
          <svg width="16" height="12">
            <rect y={6 - STRIP[state].height / 2} width="16" height={STRIP[state].height} fill={STRIP[state].fill} />
          </svg>
          {state === 'below' ? 'below trend' : state}
        </li>
      ))}
    </ul>
  );
}
