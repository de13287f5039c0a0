'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useId, useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { dateLong } from '@/lib/format/date';
import { fixed } from '@/lib/format/number';
import { percent, percentFigure } from '@/lib/format/percent';
import { curvePaint, drawdownAxis, figureAt, growthFigure, rowsWithin, summarise, wealthAxis, type ChartRow, type Curve, type ShadedEpisode, type WealthScale } from './curves';
import { LinkedBrush, TimeLabels } from './linked-brush';
import { Pane } from './pane';
import { pct, position } from './scale';
import { dateAtShare, dayOf, indexAt, timeAxis, type Period } from './time';

export interface WealthAndDrawdownProps {
  /** In the order they are drawn: the one that matters most comes last. */
  readonly curves: readonly Curve[];
  /** Growth of 100, thinned: at most 1,500 dates of the whole, and as many more of a window that is drawn alone. */
  readonly wealth: readonly ChartRow[];
  /** Loss from the running peak as a fraction, on the same dates. */
  readonly drawdown: readonly ChartRow[];
  readonly episodes?: readonly ShadedEpisode[];
  /** The whole history, which the brush spans. */
  readonly whole: Period;
  /** From `?from=&to=`; null for the whole. */
  readonly window?: Period | null;
  /** Draws the window alone instead of marking it in the whole. */
  readonly zoom?: boolean;
  readonly scale?: WealthScale;
  /** "$100". */
  readonly growthOf?: string;
  /** Leaves the drawdowns to the room that is about them. */
  readonly wealthOnly?: boolean;
}

const WEALTH_HEIGHT = 236;
const DRAWDOWN_HEIGHT = 196;
const CURSOR_STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -20, PageUp: 20, Home: -1e6, End: 1e6 };

/**
 * What was gained, and what had to be borne for it? Wealth above, the fall from its peak below, on one time axis
 * with one brush. The window lives in the address; arrows move a cursor that reads the exact figures.
 */
export function WealthAndDrawdown({ curves, wealth, drawdown, episodes = [], whole, window = null, zoom = false, scale = 'log', growthOf = '$100', wealthOnly = false }: WealthAndDrawdownProps) {
  const [shown, moveWindow, setWindow] = useWindow(window ?? whole);
  const view = zoom ? shown : whole;
  const [cursor, setCursor] = useState<number | null>(null);
  const summaryId = useId();
  const seen = useMemo(() => ({ wealth: rowsWithin(wealth, view), drawdown: rowsWithin(drawdown, view) }), [wealth, drawdown, view]);
  const axes = useMemo(() => ({ wealth: wealthAxis(seen.wealth, curves, scale), drawdown: drawdownAxis(seen.drawdown, curves) }), [seen, curves, scale]);
  const dates = useMemo(() => seen.wealth.map((row) => row.date), [seen]);
  const time = timeAxis(view);
  const place = cursor === null ? null : Math.min(cursor, dates.length - 1);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setCursor(indexAt(dates, dateAtShare(view, (event.clientX - box.left) / box.width)));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return setCursor(null);
    const step = CURSOR_STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setCursor(Math.min(dates.length - 1, Math.max(0, (place ?? dates.length - 1) + step)));
  };
  const readings = place === null ? [] : readingsAt(curves, seen.wealth[place], seen.drawdown[place]);
  const marks = zoom || window === null ? [] : [shown.from, shown.to].map((date) => position(time, dayOf(date)));
  const shared = { curves, episodes, period: view, marks, from: time.min, to: time.max };

  return (
    <div className="plot" role="group" aria-label={wealthOnly ? 'Wealth' : 'Wealth and drawdown'} aria-describedby={summaryId}>
      <p id={summaryId} className="sr-only">
        {summarise(seen.wealth, seen.drawdown, curves)}
      </p>
      <div className="plot-body" onPointerMove={point} onPointerLeave={() => setCursor(null)}>
        <p className="plot-title">
          Growth of {growthOf}, {scale === 'log' ? 'log scale' : 'linear scale'}
        </p>
        <Pane {...shared} rows={seen.wealth} dense={wealthOnly ? undefined : wealth} axis={axes.wealth} scale={scale} height={WEALTH_HEIGHT} format={growthFigure} unit="" />
        {wealthOnly ? null : (
          <>
            <p className="plot-title mt-4">Drawdown from the running peak, %</p>
            <Pane {...shared} rows={seen.drawdown} dense={drawdown} axis={axes.drawdown} scale="linear" height={DRAWDOWN_HEIGHT} format={(value) => percentFigure(value, { decimals: value === 0 ? 0 : 1 })} unit="%" underwater />
          </>
        )}
        <div
          className="cursor"
          role="slider"
          tabIndex={0}
          aria-label="Reading line"
          aria-valuemin={0}
          aria-valuemax={Math.max(0, dates.length - 1)}
          aria-valuenow={place ?? Math.max(0, dates.length - 1)}
          aria-valuetext={place === null ? 'No date chosen; arrow keys move the line' : `${dateLong(dates[place])}: ${readings.map((reading) => `${reading.label} ${reading.wealth}, drawdown ${reading.drawdown}`).join('; ')}`}
          data-shown={place !== null}
          style={{ left: pct(place === null ? 100 : position(time, dayOf(dates[place]))) }}
          onKeyDown={keys}
          onBlur={() => setCursor(null)}
        >
          {place === null ? null : <Tooltip date={dates[place]} readings={readings} curves={curves} flipped={position(time, dayOf(dates[place])) > 60} />}
        </div>
      </div>
      {zoom ? <TimeLabels period={view} /> : null}
      <LinkedBrush whole={whole} window={shown} onMove={moveWindow} onDone={setWindow} />
      {window ? (
        <button type="button" className="link whole" onClick={() => setWindow(null)}>
          Whole period
        </button>
      ) : null}
    </div>
  );
}

interface CursorReading {
  readonly key: string;
  readonly label: string;
  readonly wealth: string;
  readonly drawdown: string;
}

function readingsAt(curves: readonly Curve[], wealth: ChartRow | undefined, drawdown: ChartRow | undefined): readonly CursorReading[] {
  return curves.map(({ key, label }) => ({ key, label, wealth: fixed(figureAt(wealth, key), 1), drawdown: percent(figureAt(drawdown, key), { decimals: 2 }) }));
}

function Tooltip({ date, readings, curves, flipped }: { readonly date: string; readonly readings: readonly CursorReading[]; readonly curves: readonly Curve[]; readonly flipped: boolean }) {
  return (
    <div className="tooltip" data-flipped={flipped} aria-hidden="true">
      <p className="strong">{dateLong(date)}</p>
      <table>
        <tbody>
          {readings.map((reading, index) => (
            <tr key={reading.key}>
              <th scope="row" style={{ color: curvePaint(curves, curves[index]).text }}>
                {reading.label}
              </th>
              <td className="num">{reading.wealth}</td>
              <td className="num">{reading.drawdown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The window as it is dragged, and the address once it is let go. A new address from outside wins over the drag. */
function useWindow(given: Period): readonly [Period, (window: Period) => void, (window: Period | null) => void] {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const givenKey = `${given.from} ${given.to}`;
  const [draft, setDraft] = useState<{ readonly over: string; readonly window: Period } | null>(null);
  const move = (window: Period) => setDraft({ over: givenKey, window });
  const settle = (window: Period | null) => {
    if (window) move(window);
    const next = new URLSearchParams(search);
    for (const side of ['from', 'to'] as const) {
      if (window) next.set(side, window[side]);
      else next.delete(side);
    }
    router.replace(`${path}?${next}`, { scroll: false });
  };
  return [draft?.over === givenKey ? draft.window : given, move, settle];
}
