import * as z from 'zod';
import { NEVER } from '../../core/base/iso-date';
import { ok, refuse, type Result } from '../../core/base/result';
import { keptObservations, type KeptObservation } from '../db/export-store';
import { toCsv, type ExportedFile } from '../exports/csv';
import { plainText } from './inputs';
import { defineUseCase } from './use-case';

/** The period as an import reads it: what a series' frequency calls it. */
function periodText({ frequency, period }: KeptObservation): string {
  if (frequency === 'annual') return period.slice(0, 4);
  if (frequency === 'quarterly') return `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5, 7)) / 3)}`;
  return frequency === 'monthly' ? period.slice(0, 7) : period;
}

/** The values of a desk's indicator series with their releases and vintages, long. */
export const exportObservations = defineUseCase({
  name: 'export-observations',
  permission: 'read-desk',
  input: z.strictObject({
    /** Series that keep their vintages, or those that are latest-revised: an import states one of the two. */
    pointInTime: z.boolean().default(false),
    series: z.array(plainText.min(1).max(200)).min(1).max(10_000).optional(),
  }),
  run: async ({ db, actor }, { pointInTime, series }): Promise<Result<ExportedFile>> => {
    const kept = await keptObservations(db, actor.workspaceId, pointInTime, series ?? null);
    const unknown = series?.find((code) => !kept.some((one) => one.code === code));
    if (unknown !== undefined || kept.length === 0) return refuse('not-found', `There are no observations ${unknown === undefined ? '' : `of "${unknown}" `}at this desk that are kept ${pointInTime ? 'with their vintages' : 'latest-revised'}.`);
    const rows = kept.map((one) => {
      // An estimated day is made again from the lag; a day that never comes was never stated.
      const isStated = !one.estimated && one.knownAt !== NEVER && one.knownAt !== one.vintage;
      return [one.code, periodText(one), one.value, isStated ? one.knownAt : null, one.vintage];
    });
    const lags = Object.fromEntries(kept.filter(({ typicalLagDays }) => typicalLagDays !== null).map(({ code, typicalLagDays }) => [code, typicalLagDays]));
    const request = { kind: 'observations', pointInTime, ...(Object.keys(lags).length > 0 ? { typicalLagDays: lags } : {}) };
    return ok({ fileName: `observations${pointInTime ? '-vintages' : ''}.csv`, csv: toCsv(['series_id', 'period', 'value', 'release_date', 'vintage'], rows), rows: rows.length, request });
  },
});
