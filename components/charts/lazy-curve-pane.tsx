'use client';

import dynamic from 'next/dynamic';
import type { CurvePaneProps } from './curve-pane';

const Loaded = dynamic(() => import('./curve-pane').then((module) => module.CurvePane), { ssr: false, loading: () => null });

/** The curves, fetched after the page can be read. The space they will take is kept from the first paint. */
export function LazyCurvePane(props: CurvePaneProps) {
  return (
    <div className="curves" style={{ height: props.height }}>
      <Loaded {...props} />
    </div>
  );
}
