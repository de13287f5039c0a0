import type { AssetGroup, AssetId } from '../base/units';

/** The strategic weight of one asset class and the range it may move in. All weights are fractions of the portfolio. */
export interface PolicyLine {
  readonly asset: AssetId;
  readonly group: AssetGroup;
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly costBps: number;
}

export interface GroupLimit {
  readonly group: AssetGroup;
  readonly min: number;
  readonly max: number;
}

/** The strategic mix and its limits. */
export interface Policy {
  readonly lines: readonly PolicyLine[];
  /** The asset that is cash: trading it costs nothing and it takes the residue. */
  readonly cashAsset: AssetId | null;
  readonly groupLimits: readonly GroupLimit[];
}
