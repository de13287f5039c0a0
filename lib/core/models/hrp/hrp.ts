import { ok } from '../../base/result';
import type { Cadence } from '../../series/period-ends';
import type { Model } from '../model';
import { riskModelRule } from '../risk-rule';
import { ruleModel } from '../rule-model';
import { HRP_CARD } from './card';
import { hierarchicalWeights } from './hierarchy';

export interface HrpParams {
  readonly years: number;
  readonly cadence: Cadence;
}

/** López de Prado's risk parity without inverting a matrix. */
export function hrpModel(params: Partial<HrpParams> = {}): Model {
  const { years, cadence }: HrpParams = { years: 1, cadence: 'month-end', ...params };
  return ruleModel({
    card: HRP_CARD,
    step: 'tactical.realisedVolatility',
    reads: ['realisedVolatility'],
    cadence,
    months: 1,
    prepare: (setting) => ok(riskModelRule(setting, years, hierarchicalWeights)),
  });
}
