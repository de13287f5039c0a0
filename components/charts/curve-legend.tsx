import { curvePaint, type Curve } from './curves';

/** What each line is, for the line above the picture; the lines are named at their ends too. */
export function CurveLegend({ curves, episodes }: { readonly curves: readonly Curve[]; readonly episodes?: string }) {
  return (
    <ul className="legend" aria-hidden="true">
      {curves.map((curve) => {
        const paint = curvePaint(curves, curve);
        return (
          <li key={curve.key}>
            <svg width="22" height="14">
              <path d="M0 7h22" stroke={paint.stroke} strokeWidth="2" strokeDasharray={paint.dashes} />
            </svg>
            {curve.label}
          </li>
        );
      })}
      {episodes ? (
        <li>
          <svg width="22" height="14">
            <rect width="22" height="14" fill="var(--sunk)" stroke="var(--line)" />
          </svg>
          {episodes}
        </li>
      ) : null}
    </ul>
  );
}
