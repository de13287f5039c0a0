import { dateLong } from '@/lib/format/date';
import { fixed } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { decadeTicks, doublingTicks, niceAxis, spreadLabels, type Axis } from './scale';
import { dayOf, timeAxis, type Period } from './time';

/** Whose line it is: it decides colour and weight. Further layers are thinner accents, told apart by their dashes. */
export type CurveRole = 'current' | 'strategic' | 'dynamic' | 'layer';

export interface Curve {
  readonly key: string;
  readonly label: string;
  readonly role: CurveRole;
}

/** One date with a figure for each curve; null where there is none. */
export interface ChartRow {
  readonly date: string;
  readonly [curve: string]: string | number | null;
}

export interface CurvePaint {
  readonly stroke: string;
  readonly text: string;
  readonly width: number;
  readonly dashes?: string;
}

const LAYER_DASHES = ['5 3', '2 3', '8 3 2 3'];
const PAINTS: Readonly<Record<CurveRole, CurvePaint>> = {
  current: { stroke: 'var(--current)', text: 'var(--ink)', width: 1.25 },
  strategic: { stroke: 'var(--strategic)', text: 'var(--strategic-ink)', width: 1.25 },
  dynamic: { stroke: 'var(--accent)', text: 'var(--accent)', width: 1.75 },
  layer: { stroke: 'var(--accent)', text: 'var(--accent)', width: 1.25 },
};

/** How a curve is drawn. */
export function curvePaint(curves: readonly Curve[], curve: Curve): CurvePaint {
  if (curve.role !== 'layer') return PAINTS[curve.role];
  const place = curves.filter((other) => other.role === 'layer').findIndex((other) => other.key === curve.key);
  return { ...PAINTS.layer, dashes: LAYER_DASHES[place % LAYER_DASHES.length] };
}

/** The figure of a curve at a date, or null. */
export function figureAt(row: ChartRow | undefined, key: string): number | null {
  const value = row?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function rowsWithin(rows: readonly ChartRow[], { from, to }: Period): readonly ChartRow[] {
  return rows.filter((row) => row.date >= from && row.date <= to);
}

function extremes(rows: readonly ChartRow[], curves: readonly Curve[]): { readonly low: number; readonly high: number } | null {
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    for (const curve of curves) {
      const value = figureAt(row, curve.key);
      if (value !== null) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  return low <= high ? { low, high } : null;
}

export type WealthScale = 'log' | 'linear';
const LOG_MARGIN = 0.04;
/** Beyond this many doublings the labels would touch. */
const MOST_DOUBLINGS = 7;

/**
 * The axis of wealth. On a logarithmic one equal distances are equal growth; its ticks double from 100, over a
 * century or so they are powers of ten.
 * A stretch too short for two doublings takes round values.
 */
export function wealthAxis(rows: readonly ChartRow[], curves: readonly Curve[], scale: WealthScale): Axis {
  const found = extremes(rows, curves) ?? { low: 100, high: 200 };
  if (scale === 'linear' || found.low <= 0) return niceAxis(found.low, found.high, 5);
  const margin = Math.max((found.high / found.low) ** LOG_MARGIN, 1.01);
  const [min, max] = [found.low / margin, found.high * margin];
  const doublings = doublingTicks(min, max);
  const ticks = doublings.length > MOST_DOUBLINGS ? decadeTicks(min, max) : doublings.length >= 2 ? doublings : niceSteps(min, max);
  return { min, max, ticks };
}

/** A growth figure short enough to stand beside an axis: `412`, `34.2k`, `3.08m`. */
export function growthFigure(value: number): string {
  if (value >= 1e6) return `${fixed(value / 1e6, 2)}m`;
  return value >= 1e5 ? `${fixed(value / 1e3, 0)}k` : fixed(value, 0);
}

function niceSteps(min: number, max: number): readonly number[] {
  const { ticks } = niceAxis(0, max - min, 4);
  const step = ticks[1] - ticks[0];
  const first = Math.ceil(min / step);
  return Array.from({ length: Math.floor(max / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

const ABOVE_ZERO = 0.04;
const BELOW_DEEPEST = 0.1;

/** The axis of drawdowns: from a round loss to zero, with room for the line at zero and for a figure below the deepest fall. */
export function drawdownAxis(rows: readonly ChartRow[], curves: readonly Curve[]): Axis {
  const { min, ticks } = niceAxis(Math.min(-0.01, extremes(rows, curves)?.low ?? 0), 0, 5);
  return { min: min * (1 + BELOW_DEEPEST), max: -min * ABOVE_ZERO, ticks };
}

/** Where a value stands from the top, in per cent. */
export function heightOf(axis: Pick<Axis, 'min' | 'max'>, value: number, scale: WealthScale): number {
  const flat = scale === 'log' ? Math.log : (x: number) => x;
  return ((flat(axis.max) - flat(value)) / (flat(axis.max) - flat(axis.min))) * 100;
}

export interface EndLabel {
  readonly key: string;
  readonly text: string;
  /** Pixels from the top, moved apart where lines end close together. */
  readonly top: number;
}

const LABEL_GAP = 17;

/** The name and last figure of every curve, beside the end of its line. */
export function endLabels(rows: readonly ChartRow[], curves: readonly Curve[], axis: Axis, height: number, scale: WealthScale, format: (value: number) => string): readonly EndLabel[] {
  const last = rows.at(-1);
  const ends = curves.flatMap((curve) => {
    const value = figureAt(last, curve.key);
    return value === null ? [] : [{ curve, value, top: (heightOf(axis, value, scale) / 100) * height }];
  });
  const tops = spreadLabels(ends.map((end) => end.top), LABEL_GAP);
  return ends.map(({ curve, value }, index) => ({ key: curve.key, text: `${curve.label.toLowerCase()} ${format(value)}`, top: tops[index] }));
}

/** A fall of the strategic mix, shaded in the picture. */
export interface ShadedEpisode extends Period {
  readonly id: string;
  /** Fraction, negative. */
  readonly depth: number;
  readonly trough: string;
  /** The address that chooses it. */
  readonly href: string;
}

export interface DepthLabel {
  readonly id: string;
  readonly left: number;
  readonly depth: number;
  readonly minor: boolean;
}

const LABEL_DISTANCE = 5;
const MAJOR_LABELS = 3;

/** Depths to write below the troughs: the deepest first, a shallower one only where it does not touch a deeper. */
export function depthLabels(episodes: readonly ShadedEpisode[], period: Period): readonly DepthLabel[] {
  const { min, max } = timeAxis(period);
  const placed: DepthLabel[] = [];
  for (const episode of [...episodes].sort((a, b) => a.depth - b.depth)) {
    const left = ((dayOf(episode.trough) - min) / (max - min)) * 100;
    const free = placed.every((other) => Math.abs(other.left - left) >= LABEL_DISTANCE);
    if (left >= 0 && left <= 100 && free) placed.push({ id: episode.id, left, depth: episode.depth, minor: placed.length >= MAJOR_LABELS });
  }
  return placed;
}

/** The picture in words: where each curve ends and how deep it fell, with the dates. */
export function summarise(wealth: readonly ChartRow[], drawdown: readonly ChartRow[], curves: readonly Curve[]): string {
  const [first, last] = [wealth[0], wealth.at(-1)];
  if (!first || !last) return 'There is nothing to draw yet.';
  const sentences = curves.map((curve) => {
    const deepest = drawdown.reduce<ChartRow | null>((worst, row) => ((figureAt(row, curve.key) ?? 0) < (figureAt(worst ?? undefined, curve.key) ?? 0) ? row : worst), null);
    const fall = deepest ? `, after a deepest drawdown of ${percent(figureAt(deepest, curve.key))} on ${dateLong(deepest.date)}` : '';
    return `${curve.label} ends at ${fixed(figureAt(last, curve.key), 0)}${fall}.`;
  });
  return `From ${dateLong(first.date)} to ${dateLong(last.date)}. ${sentences.join(' ')}`;
}

/** A curve as a path in a box; where a reading is missing it has a gap. With a floor each stretch is closed along that value, as an area. */
export function curvePath(
  rows: readonly ChartRow[],
  key: string,
  { from, to, width }: { readonly from: number; readonly to: number; readonly width: number },
  { axis, scale, height }: { readonly axis: Axis; readonly scale: WealthScale; readonly height: number },
  floor?: number,
): string {
  const x = (day: number) => (((day - from) / (to - from)) * width).toFixed(1);
  const y = (value: number) => ((heightOf(axis, value, scale) / 100) * height).toFixed(1);
  const stretches: { readonly day: number; readonly value: number }[][] = [[]];
  for (const row of rows) {
    const [day, value] = [dayOf(row.date), figureAt(row, key)];
    if (value === null) stretches.push([]);
    else stretches[stretches.length - 1].push({ day, value });
  }
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const line = `M${stretch.map(({ day, value }) => `${x(day)} ${y(value)}`).join('L')}`;
      return floor === undefined ? line : `${line}V${y(floor)}H${x(stretch[0].day)}Z`;
    })
    .join('');
}
