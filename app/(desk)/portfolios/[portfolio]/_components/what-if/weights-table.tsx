'use client';

import { useState } from 'react';
import { MixMarks } from '@/components/portfolio/mix-marks';
import { mixAxis, rowMarks, shiftOf, type MixRow } from '@/components/portfolio/mix-geometry';
import { MixHead, MixLine } from '@/components/portfolio/mix-row';
import { NumberCell, NumberHeader } from '@/components/ui/table';
import { percentFigure } from '@/lib/format/percent';
import { ppFigure } from '@/lib/format/points';
import { numberIn } from '../../proposals/[proposal]/form-fields';
import { WeightSlider } from './weight-slider';

export interface WeightRow extends MixRow {
  /** What the model says under the scores that are set. */
  readonly model: number;
  readonly isHeld: boolean;
  /** As far as the limits and the other held weights let it go. */
  readonly range: { readonly from: number; readonly to: number };
}

export interface WeightsTableProps {
  readonly rows: readonly WeightRow[];
  readonly onMove: (id: string, weight: number) => void;
  readonly onHold: (id: string, isHeld: boolean) => void;
}

const HEIGHT = 44;

/** One row a class: its handle on the common axis, the model's weight, the weight asked about, and whether it is held. */
export function WeightsTable({ rows, onMove, onHold }: WeightsTableProps) {
  const axis = mixAxis(rows);
  return (
    <table className="mix-table what-if-table">
      <caption className="sr-only">Weights to try, with the model’s own beside them</caption>
      <MixHead name="Asset class" axis={axis}>
        <NumberHeader unit="%">Model</NumberHeader>
        <NumberHeader unit="%">What if</NumberHeader>
        <NumberHeader unit="pp">Against model</NumberHeader>
        <NumberHeader unit="pp">Shift</NumberHeader>
        <th scope="col">Hold</th>
      </MixHead>
      <tbody>
        {rows.map((row) => (
          <MixLine
            key={row.id}
            row={row}
            picture={
              <WeightSlider label={`Weight of ${row.name}`} weight={row.target ?? 0} range={row.range} axis={axis} onMove={(weight) => onMove(row.id, weight)}>
                <MixMarks marks={rowMarks(row, axis)} axis={axis} colour={row.colour} height={HEIGHT} />
              </WeightSlider>
            }
          >
            <NumberCell label="Model">{percentFigure(row.model)}</NumberCell>
            <NumberCell label="What if">
              <WeightInput label={`Weight of ${row.name}, %`} weight={row.target ?? 0} onMove={(weight) => onMove(row.id, weight)} />
            </NumberCell>
            <NumberCell label="Against, pp" figure="muted">
              {ppFigure((row.target ?? 0) - row.model)}
            </NumberCell>
            <NumberCell label="Shift, pp" figure="strong">
              {ppFigure(shiftOf(row))}
            </NumberCell>
            <td className="what-if-hold">
              <input type="checkbox" aria-label={`Hold ${row.name}`} checked={row.isHeld} onChange={(event) => onHold(row.id, event.target.checked)} />
            </td>
          </MixLine>
        ))}
      </tbody>
    </table>
  );
}

/** Typed per cent: taken when it is left or with Enter; what is no number is put back. */
function WeightInput({ label, weight, onMove }: { readonly label: string; readonly weight: number; readonly onMove: (weight: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const value = typed === null || typed.trim() === '' ? Number.NaN : numberIn(typed);
    if (Number.isFinite(value)) onMove(value / 100);
    setTyped(null);
  };
  return (
    <input
      className="input input-figure"
      aria-label={label}
      inputMode="decimal"
      size={6}
      maxLength={12}
      value={typed ?? percentFigure(weight)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
