'use client';

import dynamic from 'next/dynamic';
import type { CurvePaneProps } from './curve-pane';

const Sparse = dynamic(() => import('./curve-pane').then((module) => module.CurvePane), { ssr: false, loading: () => null });
const Dense = dynamic(() => import('./dense-curve-pane').then((module) => module.DenseCurvePane), { ssr: false, loading: () => null });

/** The curves, fetched after the page can be read. The space they will take is kept from the first paint. */
export function LazyCurvePane({ dense, ...props }: CurvePaneProps & { readonly dense: boolean }) {
  return (
    <div className="curves" style={{ height: props.height }}>
      {dense ? <Dense {...props} /> : <Sparse {...props} />}
    </div>
  );
}
