'use client';

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { dateLong } from '@/lib/format/date';
import { pct, position } from './scale';
import { dateAtShare, dayOf, pullWindow, timeAxis, timeTicks, type Period, type WindowPart } from './time';

export interface LinkedBrushProps {
  readonly whole: Period;
  readonly window: Period;
  /** While it moves. */
  readonly onMove: (window: Period) => void;
  /** When it has been let go. */
  readonly onDone: (window: Period) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -7, ArrowDown: -7, ArrowRight: 7, ArrowUp: 7, PageDown: -365, PageUp: 365, Home: -1e6, End: 1e6 };
const NAMES = { from: 'Start of the window', to: 'End of the window' } as const;
const partUnder = (target: EventTarget): WindowPart => ((target instanceof HTMLElement && target.dataset.part) || 'new') as WindowPart;

/**
 * One window on the time axis for every picture above it. Drag a handle, drag the window, or drag across empty
 * time for a new one; with the keyboard the handles are sliders: arrows move a week, page keys a year.
 */
export function LinkedBrush({ whole, window, onMove, onDone }: LinkedBrushProps) {
  const drag = useRef<{ readonly part: WindowPart; readonly startDay: number; readonly start: Period } | null>(null);
  const axis = timeAxis(whole);
  // Over the whole there is nothing to move, so the strip is free for a new window.
  const isWhole = window.from <= whole.from && window.to >= whole.to;
  const at = (date: string) => position(axis, dayOf(date));

  const dayUnder = (event: PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return dayOf(dateAtShare(whole, (event.clientX - box.left) / box.width));
  };
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { part: partUnder(event.target), startDay: dayUnder(event), start: window };
  };
  const pull = (event: PointerEvent<HTMLDivElement>): Period | null => {
    if (!drag.current) return null;
    const { part, startDay, start } = drag.current;
    return pullWindow(whole, start, part, startDay, dayUnder(event) - startDay);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const next = pull(event);
    if (next) onMove(next);
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    const next = pull(event);
    drag.current = null;
    if (next) onDone(next);
  };
  const keys = (part: 'from' | 'to', event: KeyboardEvent) => {
    const next = STEPS[event.key] === undefined ? null : pullWindow(whole, window, part, 0, STEPS[event.key]);
    if (!next) return;
    event.preventDefault();
    onDone(next);
  };

  return (
    <div className="brush">
      <div className="brush-strip" onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
        {isWhole ? null : <div className="brush-window" style={{ left: pct(at(window.from)), width: pct(at(window.to) - at(window.from)) }} data-part="both" />}
        {(['from', 'to'] as const).map((side) => (
          <div
            key={side}
            className="brush-handle"
            role="slider"
            tabIndex={0}
            aria-label={NAMES[side]}
            aria-valuemin={axis.min}
            aria-valuemax={axis.max}
            aria-valuenow={dayOf(window[side])}
            aria-valuetext={dateLong(window[side])}
            style={{ left: pct(at(window[side])) }}
            data-part={side}
            onKeyDown={(event) => keys(side, event)}
          />
        ))}
      </div>
      <TimeLabels period={whole} />
    </div>
  );
}

/** The labels of a time axis, below whatever shares it. */
export function TimeLabels({ period }: { readonly period: Period }) {
  const axis = timeAxis(period);
  return (
    <svg className="time-labels" width="100%" height="22" aria-hidden="true">
      {timeTicks(period).map((tick) => (
        <g key={tick.day}>
          <line x1={pct(position(axis, tick.day))} x2={pct(position(axis, tick.day))} y1="0" y2="5" stroke="var(--line-2)" />
          <text x={pct(position(axis, tick.day))} y="18" textAnchor="middle" data-minor={tick.minor || undefined}>
            {tick.label}
          </text>
        </g>
      ))}
    </svg>
  );
}
