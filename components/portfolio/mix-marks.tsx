import { pct, position, type Axis } from '../charts/scale';
import { assetPaint } from './asset-colour';
import type { RowMarks } from './mix-geometry';

const RANGE_HEIGHT = 24;
const BAR_HEIGHT = 8;
const TICK_HEIGHT = 34;
const DIAMOND = 6.5;

function GridLines({ axis, height }: { readonly axis: Axis; readonly height: number }) {
  return axis.ticks.map((tick) => (
    <line key={tick} x1={pct(position(axis, tick))} x2={pct(position(axis, tick))} y1="0" y2={height} stroke={tick === 0 ? 'var(--line-2)' : 'var(--line)'} />
  ));
}

/** The marks of one asset class: range, current, strategic, shift and target. Text never scales, so x is in per cent. */
export function MixMarks({ marks, axis, colour, height }: { readonly marks: RowMarks; readonly axis: Axis; readonly colour: number; readonly height: number }) {
  const paint = assetPaint(colour);
  const middle = height / 2;
  const [rangeTop, rangeBottom] = [middle - RANGE_HEIGHT / 2, middle + RANGE_HEIGHT / 2];
  const zero = position(axis, 0);
  return (
    <svg width="100%" height={height} aria-hidden="true">
      <GridLines axis={axis} height={height} />
      <rect x={pct(marks.range.from)} y={rangeTop} width={pct(marks.range.to - marks.range.from)} height={RANGE_HEIGHT} fill={paint.fill} style={{ fillOpacity: 'var(--range)' }} />
      {[marks.range.from, marks.range.to].map((edge, side) => (
        <line key={side} x1={pct(edge)} x2={pct(edge)} y1={rangeTop} y2={rangeBottom} stroke={paint.edge} strokeWidth="1.5" />
      ))}
      {marks.current === null ? null : <rect x={pct(Math.min(zero, marks.current))} y={middle - BAR_HEIGHT / 2} width={pct(Math.abs(marks.current - zero))} height={BAR_HEIGHT} fill="var(--current)" />}
      {marks.shift === null ? null : (
        <>
          <rect x={pct(marks.shift.from)} y={middle - 2.5} width={pct(marks.shift.to - marks.shift.from)} height="5" fill="var(--bg)" />
          <rect x={pct(marks.shift.from)} y={middle - 1.25} width={pct(marks.shift.to - marks.shift.from)} height="2.5" fill="var(--accent)" />
        </>
      )}
      <line x1={pct(marks.strategic)} x2={pct(marks.strategic)} y1={middle - TICK_HEIGHT / 2} y2={middle + TICK_HEIGHT / 2} stroke="var(--strategic)" strokeWidth="2.5" />
      {marks.target === null ? null : (
        <svg x={pct(marks.target)} overflow="visible">
          <path d={`M0 ${middle - DIAMOND}L${DIAMOND} ${middle}L0 ${middle + DIAMOND}L${-DIAMOND} ${middle}Z`} fill="var(--accent)" stroke="var(--bg)" strokeWidth="1.5" />
        </svg>
      )}
    </svg>
  );
}

/** Labels of the shared axis, above the rows. The last one carries the unit. */
export function AxisLabels({ axis, format, unit = '', endAnchor = 'middle' }: { readonly axis: Axis; readonly format: (value: number) => string; readonly unit?: string; readonly endAnchor?: 'middle' | 'end' }) {
  const last = axis.ticks.length - 1;
  return (
    <svg width="100%" height="18" aria-hidden="true">
      {axis.ticks.map((tick, index) => (
        <text key={tick} x={pct(position(axis, tick))} y="12" textAnchor={index === last ? endAnchor : 'middle'} data-minor={index % 2 === 1 || undefined} data-crowded={(endAnchor === 'end' && index === last - 1) || undefined}>
          {format(tick)}
          {index === last ? unit : ''}
        </text>
      ))}
    </svg>
  );
}

/** What each mark of the row chart means. */
export function MixLegend({ before = 'Current', shift = 'Shift to dynamic target' }: { readonly before?: string; readonly shift?: string }) {
  return (
    <ul className="legend" aria-hidden="true">
      <li>
        <svg width="22" height="14">
          <rect y="1" width="22" height="12" fill="var(--c1)" style={{ fillOpacity: 'var(--range)' }} />
          <path d="M.75 1v12M21.25 1v12" stroke="var(--c1e)" strokeWidth="1.5" />
        </svg>
        Policy range
      </li>
      <li>
        <svg width="22" height="14">
          <rect y="3" width="22" height="8" fill="var(--current)" />
        </svg>
        {before}
      </li>
      <li>
        <svg width="4" height="14">
          <path d="M2 0v14" stroke="var(--strategic)" strokeWidth="2.5" />
        </svg>
        Strategic
      </li>
      <li>
        <svg width="30" height="14">
          <path d="M0 7h22" stroke="var(--accent)" strokeWidth="2.5" />
          <path d="M22.5.5l6.5 6.5-6.5 6.5-6.5-6.5z" fill="var(--accent)" />
        </svg>
        {shift}
      </li>
    </ul>
  );
}
