'use client';

import { memo, useMemo } from 'react';
import { Area, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { curvePaint, figureAt, type ChartRow, type Curve, type WealthScale } from './curves';
import type { Axis } from './scale';
import { dayOf } from './time';

export interface CurvePaneProps {
  readonly rows: readonly ChartRow[];
  readonly curves: readonly Curve[];
  /** Days since 1970. */
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
  readonly scale: WealthScale;
  readonly height: number;
  /** Fills the strategic curve up to zero, as a body of water. */
  readonly underwater: boolean;
}

const FIRST_PAINT_WIDTH = 1000;

/** The curves alone. Grid, labels and cursor are drawn around them, so that moving the cursor never draws them again. */
export const CurvePane = memo(function CurvePane({ rows, curves, from, to, axis, scale, height, underwater }: CurvePaneProps) {
  const points = useMemo(
    () => rows.map((row) => ({ day: dayOf(row.date), ...Object.fromEntries(curves.map((curve) => [curve.key, figureAt(row, curve.key)])) })),
    [rows, curves],
  );
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: FIRST_PAINT_WIDTH, height }}>
      <ComposedChart data={points} margin={{ top: 0, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis dataKey="day" type="number" domain={[from, to]} allowDataOverflow hide />
        <YAxis type="number" domain={[axis.min, axis.max]} scale={scale === 'log' ? 'log' : 'linear'} allowDataOverflow hide />
        {curves.map((curve) => {
          const paint = curvePaint(curves, curve);
          const shared = { dataKey: curve.key, stroke: paint.stroke, strokeWidth: paint.width, strokeDasharray: paint.dashes, isAnimationActive: false, activeDot: false, type: 'linear' } as const;
          return underwater && curve.role === 'strategic' ? (
            <Area key={curve.key} {...shared} baseValue={0} fill="var(--strategic)" fillOpacity={0.22} dot={false} />
          ) : (
            <Line key={curve.key} {...shared} dot={false} strokeLinejoin="round" />
          );
        })}
      </ComposedChart>
    </ResponsiveContainer>
  );
});
