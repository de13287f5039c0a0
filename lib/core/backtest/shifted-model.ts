import type { Result } from '../base/result';
import { ok } from '../base/result';
import type { View } from '../market/history';
import type { Model, ModelRefusal, ModelRun } from '../models/model';
import { periodEnds } from '../series/period-ends';

/**
 * A model that remembers its last answer, for runs that differ only in what happens after the decision (the day traded,
 * the costs). It computes anew for another policy or another view.
 */
export function computedOnce(model: Model): Model {
  let [asked, answer]: [readonly unknown[], Result<ModelRun, ModelRefusal> | null] = [[], null];
  return {
    ...model,
    run: (view, policy) => {
      const question = [policy, view.asOf, view.nextDate, view.grid.dates[0], view.grid.dates.length, view.grid.levels[0]?.buffer];
      if (answer === null || question.some((part, i) => part !== asked[i])) [asked, answer] = [question, model.run(view, policy)];
      return answer;
    },
  };
}

/**
 * The row that lies `months` months from a row, as many rows before its month's end: a month-end stays a month-end. In a
 * month with fewer rows it is the first. Null where that month is not there or, like the row's own, not closed.
 */
function rowMonthsAway(ends: Int32Array, row: number, months: number): number | null {
  const month = ends.findIndex((end) => end >= row);
  const goal = month + months;
  if (month < 0 || goal < 0 || goal >= ends.length) return null;
  const first = goal === 0 ? 0 : ends[goal - 1] + 1;
  return Math.max(first, ends[goal] - (ends[month] - row));
}

function shiftedRun(run: ModelRun, view: View, months: number): ModelRun {
  const ends = periodEnds(view.grid.dates, 'month-end', view.nextDate);
  const moved = Array.from(run.rows, (row, index) => ({ row: rowMonthsAway(ends, row, months), index }));
  const kept = moved.flatMap(({ row, index }) => (row === null ? [] : [{ row, index }]));
  return {
    rows: kept.map(({ row }) => row),
    target: (index) => run.target(kept[index].index),
    order: (index) => run.order(kept[index].index),
    explain: (index) => run.explain(kept[index].index),
  };
}

/**
 * The same decisions, acted on `months` months later; with a negative number earlier, which nobody could have done. What
 * falls outside the history is dropped. 0 is the model itself. Only the timing lab makes one.
 */
export function shiftedModel(model: Model, months: number): Model {
  if (months === 0) return model;
  return {
    ...model,
    run: (view, policy) => {
      const run = model.run(view, policy);
      return run.ok ? ok(shiftedRun(run.value, view, months)) : run;
    },
  };
}
