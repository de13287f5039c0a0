import { decideWithMoment } from '../../core/decide';
import { ENGINE_VERSION } from '../../core/engine-version';
import { canonicalJson } from '../hash';
import { createCache } from './cache';
import { modelOf } from './model-of';
import type { Desk } from './open-desk';

type Decided = ReturnType<typeof decideWithMoment>;

const made = createCache<Decided>(12);

/**
 * What the model decides at an open desk under the policy in force. The fold over every month of the history is made
 * once for one state of the data: whoever only looks need not wait for it again. What is stored, replayed or signed is
 * computed afresh.
 */
export function decidedAt(desk: Desk): Promise<Decided> {
  const { policyVersion } = desk;
  const { slug, version, params } = policyVersion.model;
  const key = canonicalJson([ENGINE_VERSION, desk.marketKey, desk.asOf, policyVersion.policy, slug, version, params]);
  return made(key, () => Promise.resolve(decideWithMoment(desk.view, policyVersion.policy, modelOf(policyVersion))));
}
