'use client';

import { memo, useEffect, useRef, useSyncExternalStore } from 'react';
import UPlot from 'uplot';
import { curvePaint, figureAt, type ChartRow, type Curve } from './curves';
import type { CurvePaneProps } from './curve-pane';
import { PaperCurves } from './paper-curves';
import { dayOf } from './time';

/** `var(--accent)` as the colour it stands for where the picture is, in the theme of the moment: a canvas knows no variables. */
function colourAt(element: Element, paint: string): string {
  return getComputedStyle(element).getPropertyValue(paint.slice('var('.length, -1)).trim();
}

/** The body of water under a curve, as the last two digits of a colour. */
const WATER = '38';

function seriesOf(curves: readonly Curve[], curve: Curve, underwater: boolean): UPlot.Series {
  const { stroke, width, dashes } = curvePaint(curves, curve);
  const isWater = underwater && curve.role === 'strategic';
  return {
    stroke: (plot) => colourAt(plot.root, stroke),
    width,
    dash: dashes?.split(' ').map(Number),
    points: { show: false },
    ...(isWater ? { fill: (plot: UPlot) => `${colourAt(plot.root, stroke)}${WATER}`, fillTo: () => 0 } : {}),
  };
}

function columns(rows: readonly ChartRow[], curves: readonly Curve[]): UPlot.AlignedData {
  return [rows.map((row) => dayOf(row.date)), ...curves.map(({ key }) => rows.map((row) => figureAt(row, key)))];
}

/** Whether the page is being printed. A canvas keeps the width of the window and the screen's pixels, so paper gets paths. */
function usePaper(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const paper = matchMedia('print');
      paper.addEventListener('change', changed);
      return () => paper.removeEventListener('change', changed);
    },
    () => matchMedia('print').matches,
    () => false,
  );
}

/** Draws again whenever the colours change: another theme or the system's. */
function onRecolour(draw: () => void): () => void {
  const themes = new MutationObserver(draw);
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', draw);
  return () => {
    themes.disconnect();
    system.removeEventListener('change', draw);
  };
}

/**
 * Curves that follow a brush while it is pulled: on a canvas, where a new window is a new scale over the same points.
 * `rows` may reach beyond the window. Everything around the curves is drawn elsewhere.
 */
export const DenseCurvePane = memo(function DenseCurvePane({ rows, curves, from, to, axis, scale, height, underwater }: CurvePaneProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);

  useEffect(() => {
    const place = holder.current;
    if (!place) return;
    const made = new UPlot(
      {
        width: place.clientWidth,
        height,
        padding: [0, 0, 0, 0],
        axes: [{ show: false }, { show: false }],
        cursor: { show: false },
        legend: { show: false },
        scales: { x: { time: false, auto: false }, y: { auto: false, distr: scale === 'log' ? 3 : 1 } },
        series: [{}, ...curves.map((curve) => seriesOf(curves, curve, underwater))],
        hooks: { draw: [(drawn) => void (drawn.ctx.canvas.dataset.drawn = String(drawn.data[0].length))] },
      },
      undefined,
      place,
    );
    plot.current = made;
    const sized = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height }));
    sized.observe(place);
    const stop = onRecolour(() => made.redraw(false));
    return () => {
      stop();
      sized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [curves, scale, height, underwater]);

  // A plot made anew has no points yet, so these run after whatever made it.
  useEffect(() => plot.current?.setData(columns(rows, curves), false), [rows, curves, scale, height, underwater]);
  useEffect(() => {
    plot.current?.batch((made: UPlot) => {
      made.setScale('x', { min: from, max: to });
      made.setScale('y', { min: axis.min, max: axis.max });
    });
  }, [rows, curves, from, to, axis, scale, height, underwater]);

  const onPaper = usePaper();
  return (
    <>
      <div ref={holder} className="no-print" style={{ height }} />
      {onPaper ? <PaperCurves rows={rows} curves={curves} from={from} to={to} axis={axis} scale={scale} height={height} underwater={underwater} /> : null}
    </>
  );
});
