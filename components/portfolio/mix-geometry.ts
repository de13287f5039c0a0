import { niceAxis, position, type Axis } from '../charts/scale';

export const LAYER_IDS = ['dynamic', 'tactical'] as const;
export type Layer = (typeof LAYER_IDS)[number];

/** What leads from the holdings to the target: back to policy, then each layer, then limits, pace and the no-trade band. */
export interface ShiftParts extends Readonly<Record<Layer, number>> {
  /** Strategic minus current; null where nothing is held. */
  readonly toPolicy: number | null;
  readonly rules: number;
}

/** One asset class in the comparison. Weights are fractions of the portfolio; null where there is no figure. */
export interface MixRow {
  readonly id: string;
  readonly name: string;
  /** The instrument, if one holds the class: "SPY". */
  readonly instrument?: string;
  /** Place among the asset classes, counted from 1: it chooses the colour. */
  readonly colour: number;
  readonly current: number | null;
  readonly strategic: number;
  readonly target: number | null;
  readonly min: number;
  readonly max: number;
  /** Money to trade, in the currency of the portfolio. */
  readonly amount: number | null;
  /** The shift taken apart: `toPolicy`, the layers and `rules` sum to it. Absent where the layers are not looked at. */
  readonly parts?: ShiftParts;
}

/** Where every mark of a row stands, in per cent of the axis. */
export interface RowMarks {
  readonly range: { readonly from: number; readonly to: number };
  readonly current: number | null;
  readonly strategic: number;
  readonly target: number | null;
  readonly shift: { readonly from: number; readonly to: number } | null;
}

export interface MixTotals {
  readonly current: number | null;
  readonly strategic: number;
  readonly target: number | null;
  readonly shift: number | null;
  readonly amount: number | null;
  /** Half of all shifts, whatever their sign. */
  readonly turnover: number | null;
  readonly parts: Readonly<Record<Layer, number | null>>;
  readonly rest: number | null;
}

/** Half of the last digit a column of pp shows. */
const SHOWN = 0.5e-4;

/** The layers that lean anywhere: of one that does not, a column would hold zeros alone. */
export function leaningLayers(rows: readonly MixRow[]): readonly Layer[] {
  return LAYER_IDS.filter((layer) => rows.some(({ parts }) => parts !== undefined && Math.abs(parts[layer]) >= SHOWN));
}

/** What of the shift no layer asks for: the way back to policy, and the rules. */
export function restOf({ parts }: Pick<MixRow, 'parts'>): number | null {
  return parts === undefined || parts.toPolicy === null ? null : parts.toPolicy + parts.rules;
}

/** One axis for all rows: it holds every range and every weight. */
export function mixAxis(rows: readonly MixRow[]): Axis {
  const values = rows.flatMap((row) => [row.max, row.strategic, row.current ?? 0, row.target ?? 0]);
  return niceAxis(Math.min(0, ...rows.map((row) => row.current ?? 0)), Math.max(...values));
}

export function shiftOf(row: Pick<MixRow, 'current' | 'target'>): number | null {
  return row.current === null || row.target === null ? null : row.target - row.current;
}

export function rowMarks(row: MixRow, axis: Axis): RowMarks {
  const at = (value: number) => position(axis, value);
  const { current, target } = row;
  return {
    range: { from: at(row.min), to: at(row.max) },
    current: current === null ? null : at(current),
    strategic: at(row.strategic),
    target: target === null ? null : at(target),
    shift: current === null || target === null ? null : { from: Math.min(at(current), at(target)), to: Math.max(at(current), at(target)) },
  };
}

/** The distance from the target to the nearer end of its range; negative outside it. */
export function roomOf(row: Pick<MixRow, 'target' | 'min' | 'max'>): number | null {
  return row.target === null ? null : Math.min(row.target - row.min, row.max - row.target);
}

/** A sum is missing when one of its parts is. */
function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);
}

export function mixTotals(rows: readonly MixRow[]): MixTotals {
  const shifts = rows.map(shiftOf);
  const moved = sum(shifts.map((shift) => (shift === null ? null : Math.abs(shift))));
  return {
    current: sum(rows.map((row) => row.current)),
    strategic: rows.reduce((total, row) => total + row.strategic, 0),
    target: sum(rows.map((row) => row.target)),
    shift: sum(shifts),
    amount: sum(rows.map((row) => row.amount)),
    turnover: moved === null ? null : moved / 2,
    parts: { dynamic: sum(rows.map(({ parts }) => parts?.dynamic ?? null)), tactical: sum(rows.map(({ parts }) => parts?.tactical ?? null)) },
    rest: sum(rows.map(restOf)),
  };
}

/** One asset class in a stacked column; top and height in pixels. */
export interface Segment {
  readonly id: string;
  readonly colour: number;
  readonly weight: number;
  readonly top: number;
  readonly height: number;
  /** Whether the figure fits inside. */
  readonly labelled: boolean;
}

const LABEL_HEIGHT = 14;

/** A column from top to bottom in the order of the rows; what is below zero has no height. */
export function stackColumn(rows: readonly { id: string; colour: number; weight: number }[], height: number): readonly Segment[] {
  const whole = rows.reduce((total, row) => total + Math.max(0, row.weight), 0) || 1;
  let top = 0;
  return rows.map((row) => {
    const tall = (Math.max(0, row.weight) / whole) * height;
    const segment = { id: row.id, colour: row.colour, weight: row.weight, top, height: tall, labelled: tall >= LABEL_HEIGHT };
    top += tall;
    return segment;
  });
}

/** The band that joins one class in two columns: a path in a box 1,000 wide. */
export function ribbonPath(left: Segment, right: Segment, fromX: number, toX: number): string {
  const n = (value: number) => Number(value.toFixed(2));
  return `M${fromX} ${n(left.top)}L${toX} ${n(right.top)}V${n(right.top + right.height)}L${fromX} ${n(left.top + left.height)}Z`;
}
