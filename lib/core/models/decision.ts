import type { IsoDate } from '../base/iso-date';
import type { AssetId } from '../base/units';

export type Layer = 'dynamic' | 'tactical';

/** What one indicator said about one asset class at one decision. */
export interface Reading {
  readonly layer: Layer;
  /** e.g. `trend`, `momentum`, `volatility`, `value`, `excessCapeYield`. */
  readonly indicator: string;
  readonly asset: AssetId;
  /** The raw reading in the indicator's own unit; for an indicator of several horizons, the middle one. */
  readonly reading: number;
  readonly unit: 'fraction' | 'ratio' | 'score' | 'percentage-point';
  /** In [−1, 1]; positive is more attractive. */
  readonly score: number;
  /** Weight of this score in the tilt of its asset, missing readings already shared out. */
  readonly share: number;
  /** Day the newest input became known. */
  readonly knownAt: IsoDate;
  /** The month observed, for readings that rest on observations. */
  readonly period: string | null;
  /** The parts of the score: one per horizon or input, so that a person can recompute it. */
  readonly parts: readonly { readonly label: string; readonly reading: number; readonly score: number }[];
}

/** A reading that is not there, and why ("needs 60 months, has 44"). */
export interface MissingReading {
  readonly layer: Layer;
  readonly indicator: string;
  readonly asset: AssetId | null;
  readonly reason: string;
  /** The reason for code: only what is `stale` had a reading once. */
  readonly cause?: 'too-short' | 'stale' | 'no-data' | 'no-spread' | 'not-applicable';
}

/** One step from the strategic mix to the target. Values are weights, in the order of `Decision.assets`. */
export interface AttributionRow {
  /** `dynamic.value`, `tactical.trend`, …, `limits`, `pace`, `noTrade`. */
  readonly step: string;
  readonly byAsset: readonly number[];
}

/** How far a level is from the one at which its signal changes. */
export interface DistanceToFlip {
  readonly asset: AssetId;
  readonly indicator: 'trend' | 'momentum';
  readonly months: number;
  /** State now: +1 or −1. */
  readonly state: 1 | -1;
  /** Flip level / level − 1: the move of today's level at which the signal turns; negative for a fall. */
  readonly move: number;
}

/**
 * One decision of a model: the strategic mix beside what the model recommends, with every step between.
 * All arrays are in the order of `assets`; weights are fractions and sum to 1.
 */
export interface Decision {
  readonly model: { readonly slug: string; readonly version: string };
  /** The closed month-end decided on. */
  readonly date: IsoDate;
  /** When the dynamic layer was last set; null before its first quarter-end. */
  readonly dynamicDate: IsoDate | null;
  readonly assets: readonly AssetId[];
  readonly strategic: readonly number[];
  /** Tilts after their budgets; each sums to 0. */
  readonly dynamicTilt: readonly number[];
  readonly tacticalTilt: readonly number[];
  readonly dynamicScale: number;
  readonly tacticalScale: number;
  readonly wish: readonly number[];
  readonly legal: readonly number[];
  readonly last: readonly number[];
  readonly target: readonly number[];
  /** Why an order is issued at this date, or null when none is. */
  readonly order: 'move' | 'quarter-end' | null;
  readonly readings: readonly Reading[];
  readonly missing: readonly MissingReading[];
  /** Rows sum to target − strategic, per asset. */
  readonly attribution: readonly AttributionRow[];
  readonly distances: readonly DistanceToFlip[];
}
