import type { Result } from './base/result';
import { ok, refuse } from './base/result';
import type { View } from './market/history';
import type { Decision } from './models/decision';
import type { Model, ModelRefusal, ModelRun } from './models/model';
import type { ModelMoment } from './models/moment';
import type { Policy } from './targets/policy';

/**
 * The corridor: what was known (`history.asOf(date)`) → the model's fold over the closed month-ends → decisions.
 *
 *     observations and prices → readings → scores → tilts → wish → legal → pace → target
 *
 * Live decisions and backtests come through here alike, so that a recommendation as of D is the backtest's decision
 * at D. The model is handed a view, never a history: there is nothing from the future in it.
 */
export function runModel(view: View, policy: Policy, model: Model): Result<ModelRun, ModelRefusal> {
  return model.run(view, policy);
}

/**
 * The decision of the last closed month-end of a view, with every reading, what is missing, and the attribution.
 * Refuses what the model refuses, and `too-short` when no month-end has closed.
 */
export function decide(view: View, policy: Policy, model: Model): Result<Decision, ModelRefusal> {
  const decided = decideWithMoment(view, policy, model);
  return decided.ok ? ok(decided.value.decision) : decided;
}

/** The same decision, with what it takes to make it once more from other scores; null for models that have none. */
export function decideWithMoment(view: View, policy: Policy, model: Model): Result<{ readonly decision: Decision; readonly moment: ModelMoment | null }, ModelRefusal> {
  const run = runModel(view, policy, model);
  if (!run.ok) return run;
  const last = run.value.rows.length - 1;
  return last < 0 ? refuse('too-short', 'no month-end with enough history has closed yet') : ok({ decision: run.value.explain(last), moment: run.value.moment?.(last) ?? null });
}

/** Every decision of the fold, oldest first; empty when no month-end has closed. Cost grows linearly with the history. */
export function decisions(view: View, policy: Policy, model: Model): Result<readonly Decision[], ModelRefusal> {
  const run = runModel(view, policy, model);
  return run.ok ? ok(Array.from({ length: run.value.rows.length }, (_, index) => run.value.explain(index))) : run;
}
