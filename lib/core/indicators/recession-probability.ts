import type { IsoDate } from '../base/iso-date';
import { normalCdf } from '../stats/normal';
import type { MacroFormula } from './macro-formula';
import type { IndicatorMetadata } from './metadata';

export const recessionProbabilityIndicator: IndicatorMetadata = {
  id: 'recessionProbability',
  label: 'Recession probability',
  theme: 'growth',
  layer: 'dynamic',
  unit: 'fraction',
  needs: [
    { role: 'yield10y', defaultSeries: 'GS10' },
    { role: 'billDiscount', defaultSeries: 'TB3MS' },
  ],
  params: { zClip: 2, zMinimum: 120, staleMonths: 6 },
  warmUp: '120 months of readings, none before 2016',
  direction: -1,
  appliesTo: 'equity',
  source: 'Estrella and Mishkin, Predicting U.S. Recessions (1998); constants fitted by Chinn on 1986–2015',
  meaning: 'Chance of a recession a year ahead that the slope of the yield curve implies.',
  inWords: 'Normal distribution of a constant plus a slope times (ten-year yield less bill rate as bonds state it); both constants are published fits.',
};

/** A fit is a piece of knowledge with a date: this one could not have been made before its sample had ended. */
export const RECESSION_FIT = { alpha: -0.145, betaPerPoint: -0.863, knownAt: '2016-01-01' as IsoDate } as const;

/** `Φ(α + β·slope)`, slope in percentage points. Example: 1.35 gives 0.0951. Units: fraction. */
export function recessionProbability(slopePoints: number): number {
  return normalCdf(RECESSION_FIT.alpha + RECESSION_FIT.betaPerPoint * slopePoints);
}

/**
 * The yield of a three-month bill as bonds state it, from its discount rate, both in percent: `365·d/(360 − 91·d)`.
 * Example: 5 % discount is 5.134 %. Source: US Treasury, bond-equivalent (coupon-equivalent) yield of bills.
 */
export function bondEquivalentYield(discountPercent: number): number {
  const discount = discountPercent / 100;
  return (100 * 365 * discount) / (360 - 91 * discount);
}

/** From the ten-year yield and the three-month bill's discount rate, both in percent. */
export const recessionFromCurve: MacroFormula = {
  inputs: [
    { role: 'yield10y', lags: [0] },
    { role: 'billDiscount', lags: [0] },
  ],
  compute: ([yield10y, discount]) => recessionProbability(yield10y[0] - bondEquivalentYield(discount[0])),
  constantsKnownAt: RECESSION_FIT.knownAt,
};
