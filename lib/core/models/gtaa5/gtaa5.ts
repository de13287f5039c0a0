import { ok } from '../../base/result';
import type { View } from '../../market/history';
import type { Cadence } from '../../series/period-ends';
import { periodEnds } from '../../series/period-ends';
import { takeRows } from '../../series/resample';
import type { Policy } from '../../targets/policy';
import { strategicWeights } from '../../targets/policy-constraints';
import { cashIndexOf, policyColumns } from '../columns';
import type { Decision, DistanceToFlip, Reading } from '../decision';
import { trendFlip } from '../flips';
import type { Model } from '../model';
import { GTAA5_CARD } from './card';

export interface Gtaa5Params {
  readonly months: number;
  readonly cadence: Cadence;
}

/** All decisions of a view, column by column: `means[a][d]` is that of line a at decision d. */
interface Slots {
  /** Row of the grid at each decision. */
  readonly rows: Int32Array;
  readonly monthEnds: Int32Array;
  /** How many month-ends lie before each decision. */
  readonly before: Int32Array;
  /** All rows of each line. */
  readonly levels: readonly Float64Array[];
  readonly means: readonly Float64Array[];
  readonly targets: readonly (readonly number[])[];
}

/** One line at one decision. */
interface Slot {
  readonly level: number;
  readonly mean: number;
  /** The levels that the mean is of, oldest first. */
  readonly closes: readonly number[];
}

function slotAt({ rows, monthEnds, before, levels, means }: Slots, a: number, d: number, months: number): Slot {
  const last = [...monthEnds.subarray(before[d] - months + 1, before[d]), rows[d]];
  return { level: levels[a][rows[d]], mean: means[a][d], closes: last.map((row) => levels[a][row]) };
}

/** Means over the last month-ends before each decision and the decision's own row. `before[d]` counts the month-ends before it. */
function meansOf(levels: Float64Array, monthEnds: Int32Array, rows: Int32Array, before: Int32Array, months: number): Float64Array {
  const closes = takeRows(levels, monthEnds);
  const means = new Float64Array(rows.length);
  for (let d = 0; d < rows.length; d += 1) {
    let sum = 0;
    for (let k = before[d] - months + 1; k < before[d]; k += 1) sum += closes[k];
    means[d] = (sum + levels[rows[d]]) / months;
  }
  return means;
}

/** The decision rows with enough month-ends, and how many month-ends lie before each. */
function decisionRows(view: View, monthEnds: Int32Array, { months, cadence }: Gtaa5Params): { readonly rows: Int32Array; readonly before: Int32Array } {
  const all = periodEnds(view.grid.dates, cadence, view.nextDate);
  const before = new Int32Array(all.length);
  let known = 0;
  for (let d = 0; d < all.length; d += 1) {
    while (known < monthEnds.length && monthEnds[known] < all[d]) known += 1;
    before[d] = known;
  }
  let start = 0;
  while (start < all.length && before[start] < months - 1) start += 1;
  return { rows: all.subarray(start), before: before.subarray(start) };
}

/** Which slots are held at a decision, written into `held`; whether they are others than before. */
function holdAbove(held: Uint8Array, columns: readonly Float64Array[], means: readonly Float64Array[], row: number, d: number, cashIndex: number): boolean {
  let changed = false;
  for (let a = 0; a < columns.length; a += 1) {
    const isHeld = a !== cashIndex && columns[a][row] > means[a][d] ? 1 : 0;
    changed ||= held[a] !== isHeld;
    held[a] = isHeld;
  }
  return changed;
}

/** A slot of 1/n for each that is held; the cash asset takes what the others leave. */
function targetOf(held: Uint8Array, cashIndex: number): readonly number[] {
  const slot = 1 / held.length;
  const weights: number[] = [];
  let invested = 0;
  for (let a = 0; a < held.length; a += 1) {
    const weight = held[a] * slot;
    invested += weight;
    weights.push(weight);
  }
  if (cashIndex >= 0) weights[cashIndex] = 1 - invested;
  return weights;
}

/** All decisions of a view. As long as the same slots are held the target is the same, and is not made again. */
function allSlots(view: View, columns: readonly Float64Array[], cashIndex: number, params: Gtaa5Params): Slots {
  const monthEnds = periodEnds(view.grid.dates, 'month-end', view.nextDate);
  const { rows, before } = decisionRows(view, monthEnds, params);
  const means = columns.map((levels) => meansOf(levels, monthEnds, rows, before, params.months));
  const held = new Uint8Array(columns.length);
  let target = targetOf(held, cashIndex);
  const targets: (readonly number[])[] = [];
  for (let d = 0; d < rows.length; d += 1) {
    if (holdAbove(held, columns, means, rows[d], d, cashIndex)) target = targetOf(held, cashIndex);
    targets.push(target);
  }
  return { rows, monthEnds, before, levels: columns, means, targets };
}

function readingOf(asset: Reading['asset'], { level, mean }: Slot, months: number, knownAt: Reading['knownAt']): Reading {
  const reading = level / mean - 1;
  const score = level > mean ? 1 : -1;
  const parts = [{ label: `${months} months`, reading, score }];
  return { layer: 'tactical', indicator: 'trend', asset, reading, unit: 'fraction', score, share: 1, knownAt, period: null, parts };
}

function distancesOf(asset: Reading['asset'], { level, mean, closes }: Slot, a: number): readonly DistanceToFlip[] {
  return trendFlip(a, closes, level > mean).map(({ indicator, months, state, level: flip }) => ({ asset, indicator, months, state, move: flip / level - 1 }));
}

/** What was read at a decision and how far it is from turning, of every slot but cash. */
function saidAt(policy: Policy, slots: Slots, d: number, cashIndex: number, months: number, knownAt: Reading['knownAt']): Pick<Decision, 'readings' | 'distances'> {
  const lines = policy.lines.map(({ asset }, a) => ({ asset, a, slot: slotAt(slots, a, d, months) })).filter(({ a }) => a !== cashIndex);
  return {
    readings: lines.map(({ asset, slot }) => readingOf(asset, slot, months, knownAt)),
    distances: lines.flatMap(({ asset, a, slot }) => distancesOf(asset, slot, a)),
  };
}

/** The tilt is what the rule holds beside the strategic mix; there are no limits and no patience. */
function explain(policy: Policy, date: Decision['date'], target: readonly number[], last: readonly number[], said: Pick<Decision, 'readings' | 'distances'>): Decision {
  const strategic = Array.from(strategicWeights(policy));
  const tilt = target.map((w, a) => w - strategic[a]);
  return {
    model: { slug: GTAA5_CARD.slug, version: GTAA5_CARD.version },
    date,
    dynamicDate: null,
    assets: policy.lines.map((line) => line.asset),
    strategic,
    dynamicTilt: tilt.map(() => 0),
    tacticalTilt: tilt,
    dynamicScale: 1,
    tacticalScale: 1,
    wish: target,
    legal: target,
    last,
    target,
    order: 'move',
    ...said,
    missing: [],
    attribution: [{ step: 'tactical.trend', byAsset: tilt }],
  };
}

/**
 * Faber's rule over the lines of the policy. Where the policy has no cash asset the targets sum to less than 1 and the
 * rest is uninvested: good for a backtest, but a live policy needs one.
 */
export function gtaa5Model(params: Partial<Gtaa5Params> = {}): Model {
  const complete: Gtaa5Params = { months: 10, cadence: 'month-end', ...params };
  return {
    card: GTAA5_CARD,
    beginsWith: 'cash',
    observes: [],
    reads: ['trend'],
    run: (view, policy) => {
      const columns = policyColumns(view.grid, policy);
      if (!columns.ok) return columns;
      const cashIndex = cashIndexOf(policy);
      const slots = allSlots(view, columns.value.map((column) => view.grid.levels[column]), cashIndex, complete);
      const { rows, targets } = slots;
      return ok({
        rows,
        target: (index) => targets[index],
        order: () => 'move',
        explain: (index) => {
          const date = view.grid.dates[rows[index]];
          const last = targets[index - 1] ?? Array.from(strategicWeights(policy));
          return explain(policy, date, targets[index], last, saidAt(policy, slots, index, cashIndex, complete.months, date));
        },
      });
    },
  };
}
