import * as z from 'zod';
import { NEVER } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { dataRevision, listSeries, readLevels } from '../db/market-store';
import { toCsv, type ExportedFile } from '../exports/csv';
import { currencySchema, plainText } from './inputs';
import { defineUseCase } from './use-case';

/** The levels of a desk as a wide file: series of one basis, sampling and currency, as an import states them. */
export const exportPrices = defineUseCase({
  name: 'export-prices',
  permission: 'read-desk',
  input: z.strictObject({
    basis: z.enum(['price', 'total-return']).default('total-return'),
    sampling: z.enum(['end', 'average']).default('end'),
    currency: currencySchema.default('USD'),
    codes: z.array(plainText.min(1).max(200)).min(1).max(2_000).optional(),
  }),
  run: async ({ db, actor }, input): Promise<Result<ExportedFile>> => {
    const { basis, sampling, currency, codes } = input;
    const all = await listSeries(db, actor.workspaceId);
    const series = all.filter((one) => one.kind === 'price' && one.basis === basis && one.sampling === sampling && one.currency === currency && (codes?.includes(one.code) ?? true));
    const unknown = codes?.find((code) => !series.some((one) => one.code === code));
    if (unknown !== undefined || series.length === 0) return refuse('not-found', `There is no series ${unknown === undefined ? '' : `"${unknown}" `}of ${basis} at this desk, sampled at the ${sampling} and in ${currency}.`);
    const { recordedAt } = await dataRevision(db, actor.workspaceId);
    const { dates, columns } = await readLevels(db, series.map(({ id, code }) => ({ id, name: code })), NEVER, recordedAt);
    const rows = dates.map((date, t) => [date, ...series.map(({ code }) => columns[code][t])]);
    return ok({ fileName: `prices-${basis}-${currency}.csv`, csv: toCsv(['date', ...series.map(({ code }) => code)], rows), rows: rows.length, request: { kind: 'prices', basis, sampling, currency } });
  },
});
