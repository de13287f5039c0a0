import { dateLong, dateRange } from '@/lib/format/date';
import { percent, percentFigure } from '@/lib/format/percent';
import { assetPaint } from '../portfolio/asset-colour';
import { Swatch } from '../portfolio/swatch';
import { areaPath, linePath } from './episode-paths';
import { TimeLabels } from './linked-brush';
import { bandPath, stacked } from './stack';

/** One asset class over time. Weights are fractions, one for each date. */
export interface WeightLine {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
  /** Top of its axis where it is drawn alone; the axis starts at 0. */
  readonly top: number;
  readonly policy: number;
  readonly weights: readonly number[];
}

export interface WeightsOverTimeProps {
  readonly dates: readonly string[];
  readonly lines: readonly WeightLine[];
  /** One picture of them all instead of one for each. */
  readonly isStacked: boolean;
}

const ROW_HEIGHT = 40;
const STACK_HEIGHT = 240;

/** What did the mix hold over time? A small picture for each class against its policy; stacked, how they make up the whole. */
export function WeightsOverTime({ dates, lines, isStacked }: WeightsOverTimeProps) {
  const period = { from: dates[0], to: dates[dates.length - 1] };
  return (
    <div>
      {isStacked ? <Stack dates={dates} lines={lines} /> : <Multiples dates={dates} lines={lines} />}
      <div className="episode-row">
        <div className="wide-only" />
        <TimeLabels period={period} />
      </div>
    </div>
  );
}

const lowest = ({ weights }: WeightLine): number => Math.min(...weights);
const highest = ({ weights }: WeightLine): number => Math.max(...weights);

function Multiples({ dates, lines }: Omit<WeightsOverTimeProps, 'isStacked'>) {
  return (
    <>
      <div className="episode-row head">
        <div className="episode-name">Weight held</div>
        <div>grey line: policy</div>
        <div className="episode-figures">
          <span>Lowest</span>
          <span>Highest</span>
          <span>Last</span>
        </div>
      </div>
      {lines.map((line) => (
        <div className="episode-row" key={line.id}>
          <div className="episode-name">
            <Swatch colour={line.colour} />
            {line.name}
            <span className="sub">0–{percent(line.top, { decimals: 0 })}</span>
          </div>
          <Multiple dates={dates} line={line} />
          <div className="episode-figures figures">
            <span>{percentFigure(lowest(line), { decimals: 1 })}</span>
            <span>{percentFigure(highest(line), { decimals: 1 })}</span>
            <b>{percentFigure(line.weights.at(-1), { decimals: 1 })}</b>
          </div>
        </div>
      ))}
    </>
  );
}

function Multiple({ dates, line }: { readonly dates: readonly string[]; readonly line: WeightLine }) {
  const paint = assetPaint(line.colour);
  const period = { from: dates[0], to: dates[dates.length - 1] };
  const axis = { min: 0, max: line.top };
  const values = dates.map((date, t) => ({ date, value: line.weights[t] }));
  const policyY = (1 - line.policy / line.top) * ROW_HEIGHT;
  const words = `Weight of ${line.name}, ${dateRange(period.from, period.to)}: from ${percent(lowest(line))} to ${percent(highest(line))}, policy ${percent(line.policy)}, last ${percent(line.weights.at(-1))}`;
  return (
    <svg width="100%" height={ROW_HEIGHT + 4} role="img" aria-label={words}>
      <line x1="0" x2="100%" y1={ROW_HEIGHT} y2={ROW_HEIGHT} stroke="var(--line-2)" />
      <svg viewBox={`0 0 1000 ${ROW_HEIGHT}`} preserveAspectRatio="none" width="100%" height={ROW_HEIGHT}>
        <path d={areaPath(values, period, axis, ROW_HEIGHT)} fill={paint.fill} fillOpacity="0.3" />
        <path d={linePath(values, period, axis, ROW_HEIGHT)} fill="none" stroke={paint.edge} strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <line x1="0" x2="100%" y1={policyY} y2={policyY} stroke="var(--strategic)" strokeWidth="1.5" />
    </svg>
  );
}

function Stack({ dates, lines }: Omit<WeightsOverTimeProps, 'isStacked'>) {
  const bands = stacked(lines.map(({ weights }) => weights));
  const last = dates.length - 1;
  return (
    <div className="episode-row">
      <ul className="stack-names">
        {[...lines].reverse().map((line) => (
          <li key={line.id}>
            <Swatch colour={line.colour} />
            {line.name}
          </li>
        ))}
      </ul>
      <svg width="100%" height={STACK_HEIGHT} role="img" aria-label={`Weights stacked to 100 per cent. On ${dateLong(dates[last])}: ${lines.map((line) => `${line.name} ${percent(line.weights[last])}`).join(', ')}`}>
        <svg viewBox={`0 0 1000 ${STACK_HEIGHT}`} preserveAspectRatio="none" width="100%" height={STACK_HEIGHT}>
          {lines.map((line, k) => {
            const paint = assetPaint(line.colour);
            return <path key={line.id} d={bandPath(dates, bands[k], STACK_HEIGHT)} fill={paint.fill} fillOpacity="0.75" stroke={paint.edge} strokeWidth="0.75" vectorEffect="non-scaling-stroke" />;
          })}
        </svg>
      </svg>
      <div className="episode-figures stack-figures figures">
        {[...lines].reverse().map((line) => (
          <span key={line.id}>{percent(line.weights[last])}</span>
        ))}
      </div>
    </div>
  );
}
