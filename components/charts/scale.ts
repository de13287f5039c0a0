/** A straight line from values to per cent of the picture's width, with the values to label. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 3, 5, 6, 10];
const TOLERANCE = 1e-9;

/** The smallest round step that covers the span in at most `most` intervals: 3,500 in 6 → 600. */
export function niceStep(span: number, most: number): number {
  if (!(span > 0)) return 1;
  const size = 10 ** Math.floor(Math.log10(span / most));
  const step = STEPS.find((candidate) => candidate * size * most >= span - TOLERANCE * span) ?? 10;
  return step * size;
}

/** An axis from a round value at or below `low` to one at or above `high`, zero included unless told otherwise. */
export function niceAxis(low: number, high: number, most = 6): Axis {
  const [bottom, top] = [Math.min(low, 0), Math.max(high, 0)];
  const step = niceStep(top - bottom, bottom < 0 && top > 0 ? most - 1 : most);
  const first = Math.floor(bottom / step + TOLERANCE);
  const last = Math.max(first + 1, Math.ceil(top / step - TOLERANCE));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { min: ticks[0], max: ticks[ticks.length - 1], ticks };
}

/** Where a value stands, in per cent from the left (or from the bottom). */
export function position(axis: Pick<Axis, 'min' | 'max'>, value: number): number {
  return ((value - axis.min) / (axis.max - axis.min)) * 100;
}

/** A length attribute: 46.8 → `46.8%`. Four decimals, so that server and browser write the same. */
export function pct(share: number): string {
  return `${Number(share.toFixed(4))}%`;
}

/** Ticks for a logarithmic axis: powers of two over the low end, as in 100, 200, 400. */
export function doublingTicks(low: number, high: number, base = 100): readonly number[] {
  const first = Math.ceil(Math.log2(low / base) - TOLERANCE);
  const last = Math.floor(Math.log2(high / base) + TOLERANCE);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => base * 2 ** (first + i));
}

/** Ticks for a logarithmic axis that holds many doublings: powers of ten, as in 100, 1,000, 10,000. */
export function decadeTicks(low: number, high: number, base = 100): readonly number[] {
  const first = Math.ceil(Math.log10(low / base) - TOLERANCE);
  const last = Math.floor(Math.log10(high / base) + TOLERANCE);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => base * 10 ** (first + i));
}

/** Moves labels apart so that neighbours are at least `gap` away, disturbing each as little as the order allows. */
export function spreadLabels(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place || a.index - b.index);
  const groups: { members: number[]; centre: number }[] = [];
  for (const { place, index } of order) {
    let group = { members: [index], centre: place };
    for (let before = groups.at(-1); before && tooNear(before, group, gap); before = groups.at(-1)) {
      groups.pop();
      group = joined(before, group);
    }
    groups.push(group);
  }
  const moved = [...places];
  for (const { members, centre } of groups) members.forEach((index, i) => (moved[index] = centre + (i - (members.length - 1) / 2) * gap));
  return moved;
}

interface LabelGroup {
  readonly members: number[];
  readonly centre: number;
}

const tooNear = (a: LabelGroup, b: LabelGroup, gap: number): boolean => b.centre - a.centre < (gap * (a.members.length + b.members.length)) / 2;

function joined(a: LabelGroup, b: LabelGroup): LabelGroup {
  const [n, m] = [a.members.length, b.members.length];
  return { members: [...a.members, ...b.members], centre: (a.centre * n + b.centre * m) / (n + m) };
}
