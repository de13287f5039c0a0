import { assert } from '../../core/base/assert';
import type { Model } from '../../core/models/model';
import { findModel } from '../../core/models/registry';
import type { Portfolio } from '../db/portfolio-store';

/** The model a portfolio follows, with its parameters, checked when the portfolio was made; `overrides` switch layers off. */
export function modelOf(portfolio: Portfolio, overrides: Readonly<Record<string, unknown>> = {}): Model {
  const entry = findModel(portfolio.model.slug);
  assert(entry, `${portfolio.slug} names the model ${portfolio.model.slug}, which the registry does not have`);
  return entry.create({ ...portfolio.model.params, ...overrides });
}
