import type { IsoDate } from '../base/iso-date';
import type { AssetId } from '../base/units';

/**
 * Total-return levels of several assets on shared dates.
 * `levels[a][t]` is asset `a` at row `t`; every level is finite and positive.
 */
export interface PriceGrid {
  readonly dates: readonly IsoDate[];
  readonly assets: readonly AssetId[];
  readonly levels: readonly Float64Array[];
  /** What uninvested money earns, as a level per row; `null` means 0 %. */
  readonly cashLevel: Float64Array | null;
  readonly periodsPerYear: number;
  /** `average`: each level is a mean over its period and may not be traded in it. */
  readonly sampling: 'end' | 'average';
}
