import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { today } from '../clock';
import { findPortfolio, listAssetClasses } from '../db/portfolio-store';
import { positionsAt } from '../desk/holdings';
import { unknownPortfolio } from '../desk/open-desk';
import { figure, toCsv, type ExportedFile } from '../exports/csv';
import { CASH_INSTRUMENT } from '../imports/kinds/holdings';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

const PLACES = 8;

/** What a portfolio holds at the close of a day, as a statement. */
export const exportHoldings = defineUseCase({
  name: 'export-holdings',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, asOf: dateSchema.optional() }),
  run: async ({ db, actor, clock }, input): Promise<Result<ExportedFile>> => {
    const portfolio = await findPortfolio(db, actor.workspaceId, input.portfolio);
    if (!portfolio) return unknownPortfolio(input.portfolio);
    const asOf = input.asOf ?? today(clock);
    const { quantities, cash } = await positionsAt(db, portfolio.id, asOf);
    const instruments = (await listAssetClasses(db, actor.workspaceId)).flatMap((one) => one.instruments);
    const held = instruments.filter(({ id }) => quantities.has(id)).map(({ id, symbol, currency }) => [symbol, figure((quantities.get(id) ?? 0).toFixed(PLACES)), null, currency]);
    const rows = [...held, [CASH_INSTRUMENT, null, figure(cash.toFixed(PLACES)), portfolio.baseCurrency]];
    return ok({ fileName: `${portfolio.slug}-holdings-${asOf}.csv`, csv: toCsv(['instrument', 'quantity', 'value', 'currency'], rows), rows: rows.length, request: { kind: 'holdings', asOf } });
  },
});
