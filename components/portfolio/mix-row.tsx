import type { ReactNode } from 'react';
import { THIN } from '@/lib/format/number';
import { percentFigure } from '@/lib/format/percent';
import type { Axis } from '../charts/scale';
import { AxisLabels } from './mix-marks';
import type { MixRow } from './mix-geometry';
import { Swatch } from './swatch';

/** The head of a table of weights: the classes, the axis that all of its pictures share, and the columns of figures. */
export function MixHead({ name, axis, children }: { readonly name: ReactNode; readonly axis: Axis; readonly children: ReactNode }) {
  return (
    <thead>
      <tr>
        <th scope="col">{name}</th>
        <td className="picture">
          <AxisLabels axis={axis} format={(value) => percentFigure(value, { decimals: 0 })} unit={`${THIN}%`} />
        </td>
        {children}
      </tr>
    </thead>
  );
}

/** One asset class: its name in its colour, its picture on the common axis, its figures on the same line. */
export function MixLine({ row, instrument, picture, children }: { readonly row: Pick<MixRow, 'name' | 'colour'>; readonly instrument?: string; readonly picture: ReactNode; readonly children: ReactNode }) {
  return (
    <tr>
      <th scope="row">
        <Swatch colour={row.colour} />
        {row.name}
        {instrument ? <span className="aside">{instrument}</span> : null}
      </th>
      <td className="picture">{picture}</td>
      {children}
    </tr>
  );
}
