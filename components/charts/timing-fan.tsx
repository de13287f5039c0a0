import { fixed, signed, THIN } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import { clearerSide, columnMiddle, fanAxis, splitAtToday, type FanPoint } from './fan-geometry';
import { pct, position } from './scale';

export interface TimingFanProps {
  /** "CAGR, % a year". */
  readonly title: string;
  /** Ascending shifts, 0 among them. Values are fractions when `percent`, else plain figures. */
  readonly points: readonly FanPoint[];
  readonly strategic: number;
  readonly percent?: boolean;
}

const HEIGHT = 132;
const BOX = 1000;

/** What if every decision had come early or late? Left of 0 is hindsight: dotted and hollow, because it can never be traded. */
export function TimingFan({ title, points, strategic, percent = true }: TimingFanProps) {
  const axis = fanAxis([...points.map((point) => point.value), strategic]);
  const write = (value: number, decimals: number) => (percent ? percentFigure(value, { decimals }) : fixed(value, decimals));
  const x = (point: FanPoint) => columnMiddle(points.indexOf(point), points.length);
  const y = (value: number) => HEIGHT - (position(axis, value) / 100) * HEIGHT;
  const path = (part: readonly FanPoint[]) => part.map((point, index) => `${index === 0 ? 'M' : 'L'}${((x(point) * BOX) / 100).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');
  const { hindsight, possible } = splitAtToday(points);
  const side = clearerSide(points, strategic);
  const now = points.find((point) => point.shift === 0);
  const spoken = points.map((point) => `${signed(point.shift, 0)}: ${write(point.value, 1)}`).join(', ');
  return (
    <figure className="fan">
      <figcaption className="sub">{title}</figcaption>
      <svg width="100%" height={HEIGHT + 20} role="img" aria-label={`${title} by months moved. Strategic ${write(strategic, 1)}. ${spoken}`}>
        <rect width={pct(((hindsight.length - 1) / points.length) * 100)} height={HEIGHT} fill="var(--sunk)" />
        {axis.ticks.map((tick, index) => (
          <g key={tick}>
            <line x1="0" x2="100%" y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x="-8" y={y(tick) + 4} textAnchor="end">
              {write(tick, Number.isInteger(percent ? Number((tick * 100).toPrecision(9)) : tick) ? 0 : 1)}
              {percent && index === axis.ticks.length - 1 ? `${THIN}%` : ''}
            </text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={y(strategic)} y2={y(strategic)} stroke="var(--strategic)" strokeWidth="1.5" strokeDasharray="3 3" />
        <text x={side === 'left' ? '1.5%' : '98.5%'} y={y(strategic) - 6} textAnchor={side === 'left' ? 'start' : 'end'} style={{ fill: 'var(--strategic-ink)' }}>
          strategic {write(strategic, 1)}
        </text>
        <text x="1.5%" y={HEIGHT - 5}>
          hindsight
        </text>
        <svg viewBox={`0 0 ${BOX} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height={HEIGHT}>
          <path d={path(hindsight)} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="2 3" vectorEffect="non-scaling-stroke" />
          <path d={path(possible)} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        </svg>
        {points.map((point) => (
          <circle key={point.shift} cx={pct(x(point))} cy={y(point.value)} r={point.shift === 0 ? 4.5 : 3} fill={point.shift < 0 ? 'var(--bg)' : 'var(--accent)'} stroke={point.shift < 0 ? 'var(--accent)' : 'var(--bg)'} strokeWidth="1.5" />
        ))}
        {now ? (
          <text x={pct(x(now))} y={y(now.value) - 10} dx="2" style={{ fill: 'var(--accent)', fontWeight: 600 }}>
            {write(now.value, 1)}
          </text>
        ) : null}
        {points.map((point) => (
          <text key={point.shift} x={pct(x(point))} y={HEIGHT + 18} textAnchor="middle" data-minor={point.shift % 4 !== 0 || undefined}>
            {point.shift % 2 === 0 ? signed(point.shift, 0) : ''}
          </text>
        ))}
      </svg>
    </figure>
  );
}
