import { curvePaint, curvePath, type Curve } from './curves';
import type { CurvePaneProps } from './curve-pane';

const WIDTH = 1000;

/** The curves as paths, which fit any sheet and stay sharp on it. They fill the strategic one up to zero where that is asked for. */
export function PaperCurves({ rows, curves, from, to, axis, scale, height, underwater }: CurvePaneProps) {
  const pathOf = (curve: Curve, floor?: number) => curvePath(rows, curve.key, { from, to, width: WIDTH }, { axis, scale, height }, floor);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" width="100%" height={height} aria-hidden="true">
      {curves.map((curve) => {
        const { stroke, width, dashes } = curvePaint(curves, curve);
        return (
          <g key={curve.key}>
            {underwater && curve.role === 'strategic' ? <path d={pathOf(curve, 0)} fill={stroke} fillOpacity="0.22" /> : null}
            <path d={pathOf(curve)} fill="none" stroke={stroke} strokeWidth={width} strokeDasharray={dashes} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
          </g>
        );
      })}
    </svg>
  );
}
