import { ok } from '../../base/result';
import type { View } from '../../market/history';
import type { Cadence } from '../../series/period-ends';
import { periodEnds } from '../../series/period-ends';
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

/** One decision: every slot's level and mean at a row, in the order of the policy's lines. */
interface Slots {
  readonly row: number;
  /** The month-ends of the mean, the row itself last. */
  readonly rows: readonly number[];
  readonly levels: readonly number[];
  readonly means: readonly number[];
  readonly target: readonly number[];
}

function targetOf(levels: readonly number[], means: readonly number[], cashIndex: number): readonly number[] {
  const weights = levels.map((level, a) => (a !== cashIndex && level > means[a] ? 1 / levels.length : 0));
  if (cashIndex >= 0) weights[cashIndex] = 1 - weights.reduce((sum, w) => sum + w, 0);
  return weights;
}

/** The decisions of a view: the mean is over the month-ends before the row, and the row itself. */
function allSlots(view: View, columns: readonly number[], cashIndex: number, { months, cadence }: Gtaa5Params): readonly Slots[] {
  const { dates, levels } = view.grid;
  const monthEnds = periodEnds(dates, 'month-end', view.nextDate);
  let known = 0;
  return Array.from(periodEnds(dates, cadence, view.nextDate)).flatMap((row): readonly Slots[] => {
    while (known < monthEnds.length && monthEnds[known] < row) known += 1;
    if (known < months - 1) return [];
    const rows = [...monthEnds.subarray(known - months + 1, known), row];
    const own = columns.map((column) => levels[column][row]);
    const means = columns.map((column) => rows.reduce((sum, t) => sum + levels[column][t], 0) / months);
    return [{ row, rows, levels: own, means, target: targetOf(own, means, cashIndex) }];
  });
}

function slotReadings(policy: Policy, { levels, means }: Slots, cashIndex: number, months: number, knownAt: Reading['knownAt']): readonly Reading[] {
  return policy.lines.flatMap(({ asset }, a): readonly Reading[] => {
    if (a === cashIndex) return [];
    const reading = levels[a] / means[a] - 1;
    const score = levels[a] > means[a] ? 1 : -1;
    const parts = [{ label: `${months} months`, reading, score }];
    return [{ layer: 'tactical', indicator: 'trend', asset, reading, unit: 'fraction', score, share: 1, knownAt, period: null, parts }];
  });
}

function slotDistances({ lines }: Policy, { rows, levels, means }: Slots, cashIndex: number, levelsOf: (line: number) => Float64Array): readonly DistanceToFlip[] {
  return lines.flatMap(({ asset }, a): readonly DistanceToFlip[] => {
    if (a === cashIndex) return [];
    const closes = rows.map((t) => levelsOf(a)[t]);
    return trendFlip(a, closes, levels[a] > means[a]).map(({ indicator, months, state, level }) => ({ asset, indicator, months, state, move: level / levels[a] - 1 }));
  });
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
    run: (view, policy) => {
      const columns = policyColumns(view.grid, policy);
      if (!columns.ok) return columns;
      const cashIndex = cashIndexOf(policy);
      const slots = allSlots(view, columns.value, cashIndex, complete);
      return ok({
        rows: slots.map(({ row }) => row),
        target: (index) => slots[index].target,
        order: () => 'move',
        explain: (index) => {
          const date = view.grid.dates[slots[index].row];
          const last = slots[index - 1]?.target ?? Array.from(strategicWeights(policy));
          const readings = slotReadings(policy, slots[index], cashIndex, complete.months, date);
          const distances = slotDistances(policy, slots[index], cashIndex, (line) => view.grid.levels[columns.value[line]]);
          return explain(policy, date, slots[index].target, last, { readings, distances });
        },
      });
    },
  };
}
