import { ok, refuse } from '../../base/result';
import type { Cadence } from '../../series/period-ends';
import { periodEnds } from '../../series/period-ends';
import { strategicWeights } from '../../targets/policy-constraints';
import type { View } from '../../market/history';
import { cashIndexOf, policyColumns } from '../columns';
import type { Decision, Reading } from '../decision';
import type { Model, ModelCard } from '../model';

export const GTAA5_CARD: ModelCard = {
  slug: 'gtaa5',
  version: '1.0.0',
  label: 'Faber GTAA5',
  rule: 'A slot of 1/n per asset is held while the level is above the mean of its last 10 month-end levels (today’s included); else the slot is in cash.',
  source: 'Faber, A Quantitative Approach to Tactical Asset Allocation (2007)',
  parameters: { months: 'length of the mean in month-ends, 10' },
  publishedResult: 'US stocks, EAFE, bonds, REITs and commodities 1973–2012: equity-like return with a largest fall near 10 %.',
  ambiguities: [
    'Every asset of the universe is a slot; where the cash asset is one of them its slot is in cash either way.',
    'A level equal to its mean is not held. Before there are enough month-ends nothing is decided and all is in cash.',
  ],
};

export interface Gtaa5Params {
  readonly months: number;
  readonly cadence: Cadence;
}

/** Last row of every decision's mean: the month-ends before the row, and the row itself. */
function trendRows(view: View, { months, cadence }: Gtaa5Params): readonly { readonly row: number; readonly mean: readonly number[] }[] {
  const monthEnds = periodEnds(view.grid.dates, 'month-end', view.nextDate);
  let known = 0;
  return Array.from(periodEnds(view.grid.dates, cadence, view.nextDate)).flatMap((row) => {
    while (known < monthEnds.length && monthEnds[known] < row) known += 1;
    if (known < months - 1) return [];
    return [{ row, mean: [...monthEnds.subarray(known - months + 1, known), row] }];
  });
}

function slotReading(asset: Reading['asset'], level: number, mean: number, months: number, knownAt: Reading['knownAt']): Reading {
  const reading = level / mean - 1;
  const score = level > mean ? 1 : -1;
  const part = { label: `${months} months`, reading, score };
  return { layer: 'tactical', indicator: 'trend', asset, reading, unit: 'fraction', score, share: 1, knownAt, period: null, parts: [part] };
}

/** Faber's rule over the lines of the policy. A live decision needs a cash asset, for its weights sum to 1. */
export function gtaa5Model(params: Partial<Gtaa5Params> = {}): Model {
  const complete: Gtaa5Params = { months: 10, cadence: 'month-end', ...params };
  return {
    card: GTAA5_CARD,
    beginsWith: 'cash',
    run: (view, policy) => {
      const columns = policyColumns(view.grid, policy);
      if (!columns.ok) return columns;
      const cash = cashIndexOf(policy);
      const strategic = Array.from(strategicWeights(policy));
      const slots = trendRows(view, complete);
      const meanOf = (column: number, rows: readonly number[]) => rows.reduce((sum, t) => sum + view.grid.levels[column][t], 0) / rows.length;
      const targets = slots.map(({ row, mean }) => {
        const weights = columns.value.map((column, a) => (a !== cash && view.grid.levels[column][row] > meanOf(column, mean) ? 1 / columns.value.length : 0));
        if (cash >= 0) weights[cash] = 1 - weights.reduce((sum, w) => sum + w, 0);
        return weights;
      });
      const explain = (index: number): Decision => {
        const { row, mean } = slots[index];
        const target = targets[index];
        const last = targets[index - 1] ?? strategic;
        const tilt = target.map((w, a) => w - strategic[a]);
        return {
          model: { slug: GTAA5_CARD.slug, version: GTAA5_CARD.version },
          date: view.grid.dates[row],
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
          readings: columns.value.flatMap((column, a) => (a === cash ? [] : [slotReading(policy.lines[a].asset, view.grid.levels[column][row], meanOf(column, mean), complete.months, view.grid.dates[row])])),
          missing: [],
          attribution: [{ step: 'tactical.trend', byAsset: tilt }],
          distances: [],
        };
      };
      if (complete.months < 1) return refuse('too-short', 'the mean needs at least one month');
      return ok({ rows: slots.map(({ row }) => row), target: (index) => targets[index], order: () => 'move', explain });
    },
  };
}
