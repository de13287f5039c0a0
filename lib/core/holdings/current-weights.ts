import type { IsoDate } from '../base/iso-date';
import type { Result } from '../base/result';
import { ok, refuse } from '../base/result';
import type { AssetId } from '../base/units';
import type { Positions } from './transaction';

/** An instrument that can be held: one asset class each. `lot` is the smallest quantity that trades. */
export interface Instrument {
  readonly id: string;
  readonly asset: AssetId;
  readonly price: number;
  readonly priceDate: IsoDate;
  readonly lot: number;
}

export interface Valuation {
  readonly value: number;
  readonly cash: number;
  /** Value of each asset class, in the order asked for; cash counts to the cash asset where there is one. */
  readonly byAsset: readonly number[];
  readonly weights: readonly number[];
}

/**
 * What the positions are worth per asset class. Prices are unadjusted ones: they value, they do not measure return.
 * Refuses `missing-price` for a held instrument that is unknown, `unmapped-asset` for one whose class is not among
 * `assets`, and `no-value` for a portfolio worth nothing. Cash without a class counts to the value and to no weight: what
 * rounding to lots leaves over must not make a portfolio unreadable.
 */
export function currentWeights(
  positions: Positions,
  instruments: readonly Instrument[],
  assets: readonly AssetId[],
  cashAsset: AssetId | null,
): Result<Valuation, 'missing-price' | 'unmapped-asset' | 'no-value'> {
  const byId = new Map(instruments.map((instrument) => [instrument.id, instrument]));
  const byAsset = assets.map(() => 0);
  for (const [id, quantity] of positions.quantities) {
    const instrument = byId.get(id);
    if (!instrument) return refuse('missing-price', `there is no price for ${id}`, { instrument: id });
    const index = assets.indexOf(instrument.asset);
    if (index < 0) return refuse('unmapped-asset', `${id} belongs to ${instrument.asset}, which the policy does not have`, { instrument: id });
    byAsset[index] += quantity * instrument.price;
  }
  const cashIndex = cashAsset === null ? -1 : assets.indexOf(cashAsset);
  if (cashIndex >= 0) byAsset[cashIndex] += positions.cash;
  const value = byAsset.reduce((sum, part) => sum + part, cashIndex >= 0 ? 0 : positions.cash);
  if (!(value > 0)) return refuse('no-value', `the portfolio is worth ${value}`, { value });
  return ok({ value, cash: positions.cash, byAsset, weights: byAsset.map((part) => part / value) });
}
