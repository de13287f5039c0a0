import { assert } from '../../core/base/assert';
import type { Model } from '../../core/models/model';
import { findModel } from '../../core/models/registry';
import type { Portfolio } from '../db/portfolio-store';

/** The model a portfolio follows, with its parameters, checked when the portfolio was made; `overrides` switch layers off. */
export function modelOf(portfolio: Portfolio, overrides: Readonly<Record<string, unknown>> = {}): Model {
  const entry = findModel(portfolio.model.slug);
  assert(entry, `${portfolio.slug} names the model ${portfolio.model.slug}, which the registry does not have`);
  const model = entry.create({ ...portfolio.model.params, ...overrides });
  assert(model.ok, `the parameters of ${portfolio.slug} were checked when it was made`);
  return model.value;
}

/** Every parameter of a portfolio's model, defaults filled in, with some set otherwise. */
export function paramsOf(portfolio: Portfolio, overrides: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const complete = findModel(portfolio.model.slug)?.complete({ ...portfolio.model.params, ...overrides });
  assert(complete?.ok, `the parameters of ${portfolio.slug} were checked when it was made`);
  return complete.value;
}
