import { ok } from '../../base/result';
import type { Model } from '../model';
import { HOUSE_CARD } from './card';
import { explainStep } from './explain';
import { houseFold, houseSetting, momentOf } from './fold';
import type { HouseParams } from './params';
import { HOUSE_DEFAULTS } from './params';
import { DYNAMIC, TACTICAL } from './recipe';
import { houseThresholds } from './thresholds';

/**
 * The house model with its parameters; those left out have their defaults.
 * Example: `houseModel({ tacticalGain: 0 })` is the dynamic layer alone.
 */
export function houseModel(params: Partial<HouseParams> = {}): Model {
  const complete: HouseParams = { ...HOUSE_DEFAULTS, ...params, series: { ...HOUSE_DEFAULTS.series, ...params.series } };
  return {
    card: HOUSE_CARD,
    beginsWith: 'policy',
    observes: [...new Set(Object.values(complete.series))],
    reads: [...TACTICAL, ...DYNAMIC],
    thresholds: (indicator, past) => houseThresholds(complete, indicator, past),
    run: (view, policy) => {
      const setting = houseSetting(view, policy, complete);
      if (!setting.ok) return setting;
      const steps = houseFold(setting.value);
      return ok({
        rows: setting.value.months.rows,
        target: (index) => steps[index].target,
        order: (index) => steps[index].order,
        explain: (index) => explainStep(setting.value, steps[index]),
        moment: (index) => momentOf(setting.value, steps[index]),
      });
    },
  };
}
