import type { WaterfallGroup } from '@/components/portfolio/waterfall-geometry';
import { INDICATORS } from '@/lib/core/indicators/registry';
import { dateLong } from '@/lib/format/date';
import type { Recommendation } from '@/lib/server/use-cases/compute-recommendation';

const RULES: Readonly<Record<string, string>> = {
  limits: 'Policy limits',
  pace: 'Pace, half the step',
  noTrade: 'No-trade band',
  turnoverCap: 'Turnover cap',
  trackingError: 'Tracking-error limit',
  minimumTrade: 'Minimum trade',
};

const indicatorLabel = new Map<string, string>([['hysteresis', 'Hysteresis and cool-off'], ...INDICATORS.map(({ metadata }) => [metadata.id, metadata.label] as const)]);

/** The name of a step for people: "Five-year value", "Policy limits". */
export function stepLabel(step: string): string {
  const indicator = step.includes('.') ? step.slice(step.indexOf('.') + 1) : step;
  return RULES[step] ?? indicatorLabel.get(indicator) ?? indicator;
}

/** The same name inside a sentence: only its first letter changes, so that CAPE stays CAPE. */
export function stepInSentence(step: string): string {
  const label = stepLabel(step);
  return `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;
}

/** The indicator of the catalogue that a step names; null for a rule. */
export function indicatorOfStep(step: string): string | null {
  const id = step.slice(step.indexOf('.') + 1);
  return step.includes('.') && INDICATORS.some(({ metadata }) => metadata.id === id) ? id : null;
}

/** Where a step belongs: to one of the two layers, or to the rules that come after them. */
export type StepPart = 'dynamic' | 'tactical' | 'rules';

const partOf = (step: string): StepPart => (step.startsWith('dynamic.') ? 'dynamic' : step.startsWith('tactical.') ? 'tactical' : 'rules');

/** What both layers and the rules move in the class at this place of the recommendation; they sum to target − strategic. */
export function partsOf({ steps }: Pick<Recommendation, 'steps'>, asset: number): Readonly<Record<StepPart, number>> {
  const parts = { dynamic: 0, tactical: 0, rules: 0 };
  for (const { step, changes } of steps) parts[partOf(step)] += changes[asset];
  return parts;
}

/** Whether the model has such a layer at all. */
export function hasLayer({ steps }: Pick<Recommendation, 'steps'>, layer: 'dynamic' | 'tactical'): boolean {
  return steps.some(({ step }) => partOf(step) === layer);
}

/** The steps from the strategic mix to the target in their groups: the layers that the model has, then the rules. `href` leads from an indicator to its page. */
export function stepGroups(recommendation: Recommendation, href?: (indicator: string) => string): readonly WaterfallGroup[] {
  const missing = new Set(recommendation.missing.map((one) => `${one.layer}.${one.indicator} ${one.asset ?? ''}`));
  const isMissing = (step: string, code: string) => missing.has(`${step} ${code}`) || missing.has(`${step} `);
  const steps = (part: StepPart) =>
    recommendation.steps
      .filter(({ step }) => partOf(step) === part)
      .map(({ step, changes }) => {
        const indicator = indicatorOfStep(step);
        const byAsset = recommendation.lines.map((line, k) => (changes[k] === 0 && isMissing(step, line.code) ? null : changes[k]));
        return { key: step, label: stepLabel(step), byAsset, ...(href && indicator !== null && { href: href(indicator) }) };
      });
  const set = recommendation.dynamicDate === null ? 'not set yet' : `set ${dateLong(recommendation.dynamicDate)}`;
  const groups = [
    { key: 'dynamic', label: 'Dynamic layer', detail: `months to years; ${set}`, steps: steps('dynamic') },
    { key: 'tactical', label: 'Tactical overlay', detail: `weeks to months; set ${dateLong(recommendation.decisionDate)}`, steps: steps('tactical') },
    { key: 'rules', label: 'Rules', detail: 'limits, then patience', steps: steps('rules') },
  ];
  return groups.filter((group) => group.steps.length > 0);
}
