import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { listBatches, type ImportBatch } from '../db/import-store';
import { seriesCoverage, type SeriesCoverage } from '../db/market-store';
import { userNames } from '../db/people-store';
import { listAssetClasses, listPortfolios } from '../db/portfolio-store';
import type { AssetGroup } from '../../core/base/units';
import { defineUseCase } from './use-case';

export interface DataReading {
  readonly series: readonly SeriesCoverage[];
  readonly batches: readonly (ImportBatch & { readonly importedByName: string })[];
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
  /** Group of the asset classes that exist already, by code. */
  readonly groups: ReadonlyMap<string, AssetGroup>;
}

/** What series there are, how far they reach, and what was imported by whom. */
export const readData = defineUseCase({
  name: 'read-data',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<DataReading>> => {
    const [series, batches, portfolios, classes] = await Promise.all([
      seriesCoverage(db, actor.workspaceId),
      listBatches(db, actor.workspaceId, 50),
      listPortfolios(db, actor.workspaceId),
      listAssetClasses(db, actor.workspaceId),
    ]);
    const people = await userNames(db, batches.map((batch) => batch.importedBy));
    return ok({
      series,
      batches: batches.map((batch) => ({ ...batch, importedByName: people.get(batch.importedBy) ?? batch.importedBy })),
      portfolios: portfolios.map(({ slug, name }) => ({ slug, name })),
      groups: new Map(classes.map((one) => [one.code, one.group])),
    });
  },
});
