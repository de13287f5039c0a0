import * as z from 'zod';
import { holdingsKind, holdingsRequestSchema, type HoldingRecord } from './holdings';
import type { ImportKind } from './kind';
import { observationsKind, observationsRequestSchema, type ObservationRecord } from './observations';
import { pricesKind, pricesRequestSchema, type PriceRecord } from './prices';
import { returnsKind, returnsRequestSchema, type ReturnRecord } from './returns';
import type { TransactionRecord } from './transaction-record';
import { transactionsKind, transactionsRequestSchema } from './transactions';
import { weightsKind, weightsRequestSchema, type WeightRecord } from './weights';

/** What is asked of an import: the kind of file, what the person states about it, and the day that counts as today. */
export const importRequestSchema = z.discriminatedUnion('kind', [pricesRequestSchema, returnsRequestSchema, observationsRequestSchema, holdingsRequestSchema, weightsRequestSchema, transactionsRequestSchema]);

/** A request after parsing, defaults filled in. */
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** The records that each kind of file becomes. */
export interface ImportRecords {
  prices: PriceRecord;
  returns: ReturnRecord;
  observations: ObservationRecord;
  holdings: HoldingRecord;
  weights: WeightRecord;
  transactions: TransactionRecord;
}
export type ImportRecord = ImportRecords[keyof ImportRecords];

/** Every kind that can be imported, by its name. */
export const importKinds: Readonly<Record<ImportRequest['kind'], ImportKind<ImportRequest, ImportRecord>>> = {
  prices: pricesKind,
  returns: returnsKind,
  observations: observationsKind,
  holdings: holdingsKind,
  weights: weightsKind,
  transactions: transactionsKind,
};
