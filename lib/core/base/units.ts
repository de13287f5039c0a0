/** Identifies an asset class inside a grid, a policy and a decision. */
export type AssetId = string & { readonly __brand: 'AssetId' };

export function assetId(text: string): AssetId {
  if (text.trim() === '') throw new RangeError('an asset identifier cannot be empty');
  return text as AssetId;
}

/** The groups that a policy limits together and that funding and macro signals refer to. */
export const ASSET_GROUPS = ['equity', 'bond', 'cash', 'alternative', 'other'] as const;
export type AssetGroup = (typeof ASSET_GROUPS)[number];

/** How far a sum of weights may lie from 1 before it is called wrong. Decimal input cannot do better than this. */
export const WEIGHT_SUM_TOLERANCE = 1e-9;

export const BPS_PER_UNIT = 10_000;
