import { assert } from '../base/assert';
import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { View } from '../market/history';
import type { Cadence } from '../series/period-ends';
import { periodEnds } from '../series/period-ends';
import type { Policy } from '../targets/policy';
import { strategicWeights } from '../targets/policy-constraints';
import { WEIGHT_SUM_TOLERANCE } from '../base/units';
import { cashIndexOf, policyColumns } from './columns';
import type { Decision, DistanceToFlip, Reading } from './decision';
import type { Model, ModelCard, ModelRefusal } from './model';

/** What one indicator said about one line at a decision, as the rule itself knows it. */
export interface RuleSignal {
  readonly line: number;
  readonly indicator: string;
  readonly label: string;
  readonly reading: number;
  readonly unit: Reading['unit'];
  /** In [−1, 1]; positive is more attractive. */
  readonly score: number;
  /** For readings that rest on observations: the month observed and the day it became known. */
  readonly observed?: { readonly period: string; readonly knownAt: IsoDate };
}

/** The level of a line at which one of its signals would turn, all else as it is. */
export interface RuleFlip extends Pick<DistanceToFlip, 'indicator' | 'months' | 'state'> {
  readonly line: number;
  readonly level: number;
}

/** What a rule wants at one decision. */
export interface RuleOutcome {
  /** In the order of the policy's lines, none negative, sum ≤ 1. What is left is cash. */
  readonly weights: Float64Array;
  readonly signals: readonly RuleSignal[];
  readonly missing?: Decision['missing'];
  /** For signals whose turning point has a closed form. */
  readonly flips?: readonly RuleFlip[];
}

/** What does not change from one decision to the next. */
export interface RuleSetting {
  readonly view: View;
  readonly policy: Policy;
  /** The line that is cash, −1 without one. */
  readonly cashIndex: number;
  /** All rows of a line, for rules that look at more than month-ends; nothing after the decision's row may be read. */
  readonly rowsOf: (line: number) => Float64Array;
}

/** One moment of decision. */
export interface DecisionPoint {
  readonly row: number;
  readonly date: IsoDate;
  /** Levels of a line at its last `count` month-ends, oldest first; the newest is that of the decision's own row. */
  readonly closes: (line: number, count: number) => Float64Array;
  /** The same of what cash earns; all 1 where cash earns nothing. */
  readonly cashCloses: (count: number) => Float64Array;
}

/** From a moment to an outcome; null where nothing is decided, because there is too little to go by. */
export type Rule = (point: DecisionPoint) => RuleOutcome | null;

export interface RuleDefinition {
  readonly card: ModelCard;
  /** Name of the step under which the whole departure from the strategic mix is attributed. */
  readonly step: string;
  /** The indicators of the catalogue whose readings it decides by. */
  readonly reads: readonly string[];
  readonly cadence: Cadence;
  /** Month-end levels needed before the first decision, today's included. */
  readonly months: number;
  /** The observation series that `prepare` asks the view for; none unless stated. */
  readonly observes?: readonly string[];
  readonly prepare: (setting: RuleSetting) => Result<Rule, ModelRefusal>;
}

interface Decided {
  readonly row: number;
  readonly target: readonly number[];
  readonly outcome: RuleOutcome;
}

/** The target with what is left in the cash line; checks that the rule neither borrows nor sells short. */
function completed(weights: Float64Array, cashIndex: number): readonly number[] {
  let invested = 0;
  for (let a = 0; a < weights.length; a += 1) {
    assert(weights[a] >= 0, 'a rule asks for no negative weight');
    if (a !== cashIndex) invested += weights[a];
  }
  assert(invested <= 1 + WEIGHT_SUM_TOLERANCE, 'a rule asks for no more than everything');
  return Array.from(weights, (weight, a) => (a === cashIndex ? Math.max(0, 1 - invested) : weight));
}

function decideAll({ view, cashIndex, rowsOf }: RuleSetting, rule: Rule, { cadence, months }: RuleDefinition): readonly Decided[] {
  const { dates, cashLevel } = view.grid;
  const monthEnds = periodEnds(dates, 'month-end', view.nextDate);
  let before = 0;
  return Array.from(periodEnds(dates, cadence, view.nextDate)).flatMap((row): readonly Decided[] => {
    while (before < monthEnds.length && monthEnds[before] < row) before += 1;
    if (before < months - 1) return [];
    const known = before;
    const last = (levels: Float64Array | null, count: number) =>
      Float64Array.from({ length: count }, (_, j) => levels?.[j === count - 1 ? row : monthEnds[known - count + 1 + j]] ?? 1);
    const closes: DecisionPoint['closes'] = (line, count) => last(rowsOf(line), count);
    const outcome = rule({ row, date: dates[row], closes, cashCloses: (count) => last(cashLevel, count) });
    return outcome ? [{ row, target: completed(outcome.weights, cashIndex), outcome }] : [];
  });
}

function readingsOf({ policy }: RuleSetting, { signals }: RuleOutcome, date: IsoDate): readonly Reading[] {
  const count = policy.lines.map(() => 0);
  for (const { line } of signals) count[line] += 1;
  return signals.map(({ line, label, observed, ...signal }): Reading => ({
    ...signal,
    layer: 'tactical',
    asset: policy.lines[line].asset,
    share: 1 / count[line],
    knownAt: observed?.knownAt ?? date,
    period: observed?.period ?? null,
    parts: [{ label, reading: signal.reading, score: signal.score }],
  }));
}

function distancesOf({ policy, rowsOf }: RuleSetting, { flips = [] }: RuleOutcome, row: number): readonly DistanceToFlip[] {
  return flips.map(({ line, level, ...flip }) => ({ ...flip, asset: policy.lines[line].asset, move: level / rowsOf(line)[row] - 1 }));
}

/** The tilt is what the rule holds beside the strategic mix; there are no limits and no patience. */
function explain(setting: RuleSetting, { card, step }: RuleDefinition, { row, target, outcome }: Decided, previous: Decided | undefined): Decision {
  const strategic = Array.from(strategicWeights(setting.policy));
  const tilt = target.map((weight, a) => weight - strategic[a]);
  const date = setting.view.grid.dates[row];
  return {
    model: { slug: card.slug, version: card.version },
    date,
    dynamicDate: null,
    assets: setting.policy.lines.map((line) => line.asset),
    strategic,
    dynamicTilt: tilt.map(() => 0),
    tacticalTilt: tilt,
    dynamicScale: 1,
    tacticalScale: 1,
    wish: target,
    legal: target,
    last: previous?.target ?? strategic,
    target,
    order: 'move',
    readings: readingsOf(setting, outcome, date),
    missing: outcome.missing ?? [],
    attribution: [{ step, byAsset: tilt }],
    distances: distancesOf(setting, outcome, row),
  };
}

/**
 * A whole-portfolio rule as a model: it decides at the ends of its cadence from month-end levels, is in cash until its
 * first decision, orders at every one, and leaves in cash what it does not give to an asset. The limits of the policy
 * are not imposed: a published rule is run as published, and a proposal's checks say where it breaks a limit.
 */
export function ruleModel(definition: RuleDefinition): Model {
  return {
    card: definition.card,
    beginsWith: 'cash',
    observes: definition.observes ?? [],
    reads: definition.reads,
    run: (view, policy) => {
      const columns = policyColumns(view.grid, policy);
      if (!columns.ok) return columns;
      const setting: RuleSetting = { view, policy, cashIndex: cashIndexOf(policy), rowsOf: (line) => view.grid.levels[columns.value[line]] };
      const rule = definition.prepare(setting);
      if (!rule.ok) return rule;
      const decided = decideAll(setting, rule.value, definition);
      return ok({
        rows: decided.map(({ row }) => row),
        target: (index) => decided[index].target,
        order: () => 'move',
        explain: (index) => explain(setting, definition, decided[index], decided[index - 1]),
      });
    },
  };
}
