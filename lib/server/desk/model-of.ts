import { assert } from '../../core/base/assert';
import type { Model } from '../../core/models/model';
import { findModel } from '../../core/models/registry';
import type { PolicyVersion } from '../db/portfolio-store';

/** What names a model: a version of a policy, or as much of one. */
type Follower = Pick<PolicyVersion, 'model'>;

/** The model of a version of a policy, with its parameters, checked when they were written; `overrides` switch layers off. */
export function modelOf({ model: { slug, params } }: Follower, overrides: Readonly<Record<string, unknown>> = {}): Model {
  const entry = findModel(slug);
  assert(entry, `a policy names the model ${slug}, which the registry does not have`);
  const model = entry.create({ ...params, ...overrides });
  assert(model.ok, `the parameters of ${slug} were checked when the policy was written`);
  return model.value;
}

/** Every parameter of a policy's model, defaults filled in, with some set otherwise. */
export function paramsOf({ model: { slug, params } }: Follower, overrides: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const complete = findModel(slug)?.complete({ ...params, ...overrides });
  assert(complete?.ok, `the parameters of ${slug} were checked when the policy was written`);
  return complete.value;
}
