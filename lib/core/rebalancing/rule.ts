import type { Cadence } from '../series/period-ends';

export type Destination = 'target' | 'half' | 'edge';

/** When and how far a fixed mix is brought back. */
export type RebalanceRule =
  | { readonly rule: 'none' }
  | { readonly rule: 'calendar'; readonly every: Cadence }
  | ThresholdRule;

/**
 * A band around each target weight: `absolute` in weight, `relative` as a share of the target weight; with both the
 * smaller band counts. `check` is when the band is looked at.
 */
export interface ThresholdRule {
  readonly rule: 'threshold';
  readonly absolute?: number;
  readonly relative?: number;
  readonly destination: Destination;
  readonly check: Cadence;
}
