import type { IsoDate } from '../../core/base/iso-date';
import type { AssetGroup } from '../../core/base/units';
import type { ObservationRecord } from '../imports/kinds/observations';

/** One asset class of a sample and the instrument that holds it. */
export interface SampleAsset {
  /** Identifies the asset class inside the sample. */
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly group: AssetGroup;
  readonly instrument: { readonly ticker: string; readonly name: string };
  /** Total-return level at each date of the sample, distributions reinvested; for analytics. */
  readonly totalReturn: readonly number[];
  /** Price of one unit at each date of the sample, distributions paid out; for valuing holdings. */
  readonly price: readonly number[];
}

/** What a series is, where it comes from and how its dates of release were found. */
export interface SampleSeries {
  readonly seriesId: string;
  readonly name: string;
  readonly unit: string;
  readonly source: string;
  readonly licence: string;
  readonly frequency: 'monthly';
  /** Whether the vintages of its values are kept. */
  readonly pointInTime: boolean;
  /** `estimated`: from the typical lag; `stated`: the day each value became known. */
  readonly releaseDates: 'estimated' | 'stated';
  /** Days from the end of a period to its release, as a rule of thumb. */
  readonly typicalLagDays: number;
}

/** A suggested policy line; weights are fractions. */
export interface SamplePolicyLine {
  readonly asset: string;
  readonly group: AssetGroup;
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly costBps: number;
}

/**
 * Everything that a sample portfolio needs. The clock of a sample stands at `lastDate`: nothing dated or released
 * later is in it. `dates` are shared by all assets, and row `t` of every series belongs to `dates[t]`.
 */
export interface Sample {
  readonly slug: string;
  readonly name: string;
  readonly simulated: boolean;
  /** What a reader of any figure from this sample must know. */
  readonly notes: readonly string[];
  readonly currency: 'USD';
  readonly sampling: 'end' | 'average';
  readonly periodsPerYear: number;
  readonly lastDate: IsoDate;
  readonly dates: readonly IsoDate[];
  readonly assets: readonly SampleAsset[];
  readonly cashAsset: string;
  readonly series: readonly SampleSeries[];
  readonly observations: readonly ObservationRecord[];
  readonly policy: readonly SamplePolicyLine[];
}
