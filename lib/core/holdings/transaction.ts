import type { IsoDate } from '../base/iso-date';

/** A number as it is stored: decimal text keeps what float64 would round. */
export type Decimal = string | number;

/**
 * One line of the append-only book of a portfolio. Quantities and amounts are positive; the kind gives the direction.
 * `opening` and `reconciliation` carry signed quantities or amounts: they state or correct what is held.
 */
export type Transaction =
  | { readonly kind: 'opening' | 'reconciliation'; readonly date: IsoDate; readonly instrument: string | null; readonly quantity: Decimal; readonly amount: Decimal }
  | { readonly kind: 'buy' | 'sell'; readonly date: IsoDate; readonly instrument: string; readonly quantity: Decimal; readonly amount: Decimal; readonly cost?: Decimal }
  | { readonly kind: 'deposit' | 'withdrawal' | 'income' | 'fee'; readonly date: IsoDate; readonly instrument?: string | null; readonly amount: Decimal }
  | { readonly kind: 'split'; readonly date: IsoDate; readonly instrument: string; readonly ratio: Decimal };

/** What the transactions add up to. */
export interface Positions {
  /** Quantity per instrument, without those that are flat; in order of first appearance. */
  readonly quantities: ReadonlyMap<string, number>;
  readonly cash: number;
}
