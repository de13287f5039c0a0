'use client';

import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { pct, position, type Axis } from '@/components/charts/scale';
import { percent } from '@/lib/format/percent';

export interface WeightSliderProps {
  readonly label: string;
  readonly weight: number;
  readonly range: { readonly from: number; readonly to: number };
  readonly axis: Axis;
  readonly onMove: (weight: number) => void;
  /** The picture under the handle. */
  readonly children: ReactNode;
}

const STEP = 0.005;
const LEAP = 0.05;

const STEPS: Readonly<Record<string, number>> = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP, PageUp: LEAP, PageDown: -LEAP };

/** A handle on the row of a class: dragged, or moved by half a point with the arrows, five with the page keys, to its ends with Home and End. */
export function WeightSlider({ label, weight, range, axis, onMove, children }: WeightSliderProps) {
  const picture = useRef<HTMLDivElement>(null);
  const moveTo = (event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (box && box.width > 0) onMove(axis.min + ((event.clientX - box.left) / box.width) * (axis.max - axis.min));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    onMove(event.key === 'Home' ? range.from : event.key === 'End' ? range.to : weight + step);
  };
  return (
    <div
      ref={picture}
      className="what-if-picture"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
      }}
    >
      {children}
      <div
        className="what-if-handle"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={Number((range.from * 100).toFixed(2))}
        aria-valuemax={Number((range.to * 100).toFixed(2))}
        aria-valuenow={Number((weight * 100).toFixed(2))}
        aria-valuetext={percent(weight, { decimals: 2 })}
        style={{ left: pct(position(axis, weight)) }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
