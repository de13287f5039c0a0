import { ok, type Result } from '../../core/base/result';
import { decisions } from '../../core/decide';
import type { Decision } from '../../core/models/decision';
import { createCache } from './cache';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';

const folds = createCache<Result<readonly Decision[]>>(6);

/** Every decision of an open desk since its evidence begins; computed once for one state of everything it rests on. */
export function decisionsOf(desk: Desk): Promise<Result<readonly Decision[]>> {
  const key = JSON.stringify([desk.portfolio.id, desk.policyVersion.id, desk.batchId, desk.asOf, desk.view.nextDate]);
  return folds(key, async () => {
    const all = decisions(desk.view, desk.policyVersion.policy, modelOf(desk.policyVersion));
    return all.ok ? ok(all.value.filter(({ date }) => date >= desk.portfolio.evidenceStart)) : all;
  });
}
