import type { IsoDate } from '../../../core/base/iso-date';
import type { TransactionType } from './transaction-words';

/** One line of the book. Figures are plain decimal texts without a sign, since the kind gives the direction; a reconciliation's alone may be negative. */
export interface TransactionRecord {
  readonly line: number;
  readonly date: IsoDate;
  readonly kind: TransactionType;
  /** Null for money alone. */
  readonly instrument: string | null;
  /** Units; for a split the ratio of new to old. */
  readonly quantity?: string;
  readonly price?: string;
  /** Money, without the fee. */
  readonly amount?: string;
  readonly fee?: string;
  readonly currency?: string;
}
