import type { DecisionPoint, RuleSignal } from './rule-model';
import { signScore } from './selection';

const LABELS = { weightedMomentum: '13612W', meanMomentum: 'mean of 1, 3, 6 and 12 months', trend: 'price over the mean of 13 month-ends' } as const;

const MONTH_ENDS = 13;

/** One momentum formula over several lines: readings in the order of the lines, and the same as signals. */
export function momentumOf(
  indicator: keyof typeof LABELS,
  formula: (closes: Float64Array) => number,
  lines: readonly number[],
  closes: DecisionPoint['closes'],
): { readonly readings: readonly number[]; readonly signals: readonly RuleSignal[] } {
  const readings = lines.map((line) => formula(closes(line, MONTH_ENDS)));
  const signals = lines.map((line, j): RuleSignal => ({
    line,
    indicator,
    label: LABELS[indicator],
    reading: readings[j],
    unit: 'fraction',
    score: signScore(readings[j]),
  }));
  return { readings, signals };
}

/** Signals of overlapping universes without repeats: the first of each line and indicator stays. */
export function distinct(signals: readonly RuleSignal[]): readonly RuleSignal[] {
  return signals.filter((signal, j) => signals.findIndex(({ line, indicator }) => line === signal.line && indicator === signal.indicator) === j);
}
