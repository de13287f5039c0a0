import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import { today } from '../clock';
import { findPortfolio, policyAt } from '../db/portfolio-store';
import { unknownPortfolio } from '../desk/open-desk';
import { toCsv, type ExportedFile } from '../exports/csv';
import { dateSchema, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** The policy in force on a day as a weights file, in fractions. */
export const exportWeights = defineUseCase({
  name: 'export-weights',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, asOf: dateSchema.optional() }),
  run: async ({ db, actor, clock }, input): Promise<Result<ExportedFile>> => {
    const portfolio = await findPortfolio(db, actor.workspaceId, input.portfolio);
    if (!portfolio) return unknownPortfolio(input.portfolio);
    const asOf = input.asOf ?? today(clock);
    const version = await policyAt(db, portfolio.id, asOf);
    if (!version) return refuse('no-policy', `${portfolio.name} has no policy in force on ${asOf}.`);
    const rows = version.policy.lines.map(({ asset, group, weight, min, max, costBps }, k) => [asset, version.classes[k].name, group, weight, min, max, costBps]);
    return ok({ fileName: `${portfolio.slug}-policy-${version.version}.csv`, csv: toCsv(['asset', 'name', 'group', 'weight', 'min', 'max', 'cost_bps'], rows), rows: rows.length, request: { kind: 'weights' } });
  },
});
