/** What a person and a settings form must know about an indicator; the compute functions stand beside it. */
export interface IndicatorMetadata {
  readonly id: string;
  readonly label: string;
  /** The theme whose indicators share one weight. */
  readonly theme: 'market' | 'valuation' | 'growth' | 'inflation';
  readonly layer: 'tactical' | 'dynamic';
  /** Unit of the raw reading. */
  readonly unit: 'fraction' | 'ratio' | 'score' | 'percentage-point';
  /** What it is computed from: `prices`, or the roles of observation series. */
  readonly needs: 'prices' | readonly { readonly role: string; readonly defaultSeries: string }[];
  /** Parameters by their name in the model, with defaults. */
  readonly params: Readonly<Record<string, number | readonly number[]>>;
  readonly warmUp: string;
  /** +1: a high reading is attractive; −1: a low one is. */
  readonly direction: 1 | -1;
  /** The groups it speaks about; `all` is every asset but cash. */
  readonly appliesTo: 'all' | 'equity' | 'bond';
  readonly source: string;
  /** What it says, in one sentence. */
  readonly meaning: string;
  /** How the catalogue computes it, so that a person can do it by hand. */
  readonly inWords: string;
}
