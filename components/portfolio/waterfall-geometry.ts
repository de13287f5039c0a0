import { niceAxis, position, type Axis } from '../charts/scale';

/** One step from the strategic mix to the target. */
export interface WaterfallStep {
  readonly key: string;
  readonly label: string;
  /** Where the step is explained: its indicator. */
  readonly href?: string;
  /** Weights in the order of the assets; null where the reading is missing. */
  readonly byAsset: readonly (number | null)[];
}

export interface WaterfallGroup {
  readonly key: string;
  readonly label: string;
  /** "months to years; set 31 Mar 2025". */
  readonly detail?: string;
  readonly steps: readonly WaterfallStep[];
}

/** A step of one asset class on the axis; positions in per cent. */
export interface StepBar {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Solid takes away, hollow adds, none leaves as it is. */
  readonly kind: 'takes' | 'adds' | 'none';
}

export interface Waterfall {
  readonly axis: Axis;
  readonly start: number;
  readonly end: number;
  readonly bars: ReadonlyMap<string, StepBar>;
  /** Level on which each group opens, in per cent. */
  readonly opens: ReadonlyMap<string, number>;
}

/** Smaller than half a basis point is written `·`: no effect. */
const NO_EFFECT = 0.5e-4;

export function hasEffect(weight: number | null): boolean {
  return weight !== null && Math.abs(weight) >= NO_EFFECT;
}

const kindOf = (weight: number | null): StepBar['kind'] => (weight === null || !hasEffect(weight) ? 'none' : weight < 0 ? 'takes' : 'adds');

/** The steps of one asset class, laid end to end from its strategic weight to its target. */
export function waterfall(strategic: number, target: number, groups: readonly WaterfallGroup[], asset: number): Waterfall {
  const levels = [strategic];
  for (const step of groups.flatMap((group) => group.steps)) levels.push(levels[levels.length - 1] + (step.byAsset[asset] ?? 0));
  const axis = niceAxis(Math.min(target, ...levels), Math.max(target, ...levels), 4);
  const at = (level: number) => position(axis, level);
  const bars = new Map<string, StepBar>();
  const opens = new Map<string, number>();
  let index = 0;
  for (const group of groups) {
    opens.set(group.key, at(levels[index]));
    for (const step of group.steps) {
      bars.set(step.key, { key: step.key, from: at(levels[index]), to: at(levels[index + 1]), kind: kindOf(step.byAsset[asset]) });
      index += 1;
    }
  }
  return { axis, start: at(strategic), end: at(target), bars, opens };
}

/** What a group moved in one asset class; missing only when all of its steps are. */
export function groupSum(group: WaterfallGroup, asset: number): number | null {
  const known = group.steps.map((step) => step.byAsset[asset]).filter((weight) => weight !== null);
  return known.length === 0 ? null : known.reduce((total, weight) => total + weight, 0);
}

/** Half of all differences of two mixes: what of the one is not in the other. */
const apart = (differences: readonly number[]): number => differences.reduce((total, one) => total + Math.abs(one), 0) / 2;

/**
 * The whole mix as one more column: by how much each step takes it away from the strategic mix (above 0) or leads it back (below),
 * where the distance is half of all differences. From 0, in the order shown, the steps sum to the active share of what they end on.
 */
export function withTotal(groups: readonly WaterfallGroup[]): readonly WaterfallGroup[] {
  const differences: number[] = (groups.flatMap(({ steps }) => steps)[0]?.byAsset ?? []).map(() => 0);
  const totalOf = ({ byAsset }: WaterfallStep): number | null => {
    if (byAsset.every((weight) => weight === null)) return null;
    const before = apart(differences);
    byAsset.forEach((weight, asset) => (differences[asset] += weight ?? 0));
    return apart(differences) - before;
  };
  return groups.map((group) => ({ ...group, steps: group.steps.map((step) => ({ ...step, byAsset: [...step.byAsset, totalOf(step)] })) }));
}

/** What of a mix stands elsewhere than in the strategic one: ½ Σ |target − strategic|. */
export function activeShare(lines: readonly { readonly strategic: number; readonly target: number }[]): number {
  return apart(lines.map(({ strategic, target }) => target - strategic));
}
