import * as z from 'zod';
import type { IsoDate } from '../../core/base/iso-date';
import { ok, type Result } from '../../core/base/result';
import { listTransactions, type BookedTransaction } from '../db/holdings-store';
import { findPortfolio, listAssetClasses } from '../db/portfolio-store';
import { unknownPortfolio } from '../desk/open-desk';
import { figure, toCsv, type CsvCell, type ExportedFile } from '../exports/csv';
import { CASH_INSTRUMENT } from '../imports/kinds/holdings';
import { slugSchema } from './inputs';
import { defineUseCase } from './use-case';

const END = '9999-12-31' as IsoDate;
const HEADER = ['date', 'type', 'instrument', 'quantity', 'price', 'amount', 'fee', 'ratio', 'currency'];

const isZero = (text: string): boolean => Number(text) === 0;
const size = (text: string, keepsSign: boolean): CsvCell => (isZero(text) ? null : figure(keepsSign ? text : text.replace(/^-/, '')));

/** The lines of a book as a file states them: sizes without signs, save where a line corrects what was held. */
function rowsOf(book: readonly BookedTransaction[], symbolOf: ReadonlyMap<string, string>, currency: string): readonly (readonly CsvCell[])[] {
  const held = new Map<string, number>();
  return book.map((one) => {
    const before = one.instrumentId === null ? 0 : (held.get(one.instrumentId) ?? 0);
    if (one.instrumentId !== null) held.set(one.instrumentId, before + Number(one.quantity));
    const isCorrection = one.kind === 'reconciliation';
    const isSplit = one.kind === 'split';
    // The book keeps the units that a split added; a file states new over old.
    const ratio = isSplit && before !== 0 ? (before + Number(one.quantity)) / before : null;
    const name = one.instrumentId === null ? CASH_INSTRUMENT : (symbolOf.get(one.instrumentId) ?? '');
    return [one.date, one.kind, name, isSplit ? null : size(one.quantity, isCorrection), one.price === null ? null : figure(one.price), size(one.amount, isCorrection), isZero(one.cost) ? null : figure(one.cost), ratio, currency];
  });
}

/** Every transaction of a portfolio's book, in the order of their days. */
export const exportTransactions = defineUseCase({
  name: 'export-transactions',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema }),
  run: async ({ db, actor }, input): Promise<Result<ExportedFile>> => {
    const portfolio = await findPortfolio(db, actor.workspaceId, input.portfolio);
    if (!portfolio) return unknownPortfolio(input.portfolio);
    const [book, classes] = await Promise.all([listTransactions(db, portfolio.id, END), listAssetClasses(db, actor.workspaceId)]);
    const symbolOf = new Map(classes.flatMap((one) => one.instruments).map(({ id, symbol }) => [id, symbol]));
    const rows = rowsOf(book, symbolOf, portfolio.baseCurrency);
    return ok({ fileName: `${portfolio.slug}-transactions.csv`, csv: toCsv(HEADER, rows), rows: rows.length, request: { kind: 'transactions' } });
  },
});
