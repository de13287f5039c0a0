import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import type { ModelCard } from '../../core/models/model';
import { MODELS } from '../../core/models/registry';
import { listNamedRuns } from '../db/named-run-store';
import { listPortfolios } from '../db/portfolio-store';
import { summariesOf } from '../db/run-store';
import type { RunSpec, RunSummary } from '../desk/named-runs';
import { defineUseCase } from './use-case';

/** The newest computed run of a model at one portfolio of this desk. */
export interface LiveFigures {
  readonly portfolio: { readonly slug: string; readonly name: string };
  readonly run: string;
  readonly spec: RunSpec;
  readonly summary: RunSummary;
}

export interface ModelConformance {
  readonly card: ModelCard;
  readonly live: readonly LiveFigures[];
}

export interface ConformanceReading {
  readonly models: readonly ModelConformance[];
  /** Where a run can be set up; empty at a desk without portfolios. */
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

/** As many runs of a portfolio are looked through for the newest of each model. */
const LOOKED_THROUGH = 200;

/** Every rule as its card has it, beside what it did on the data of this desk. */
export const readConformance = defineUseCase({
  name: 'read-conformance',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<ConformanceReading>> => {
    const portfolios = await listPortfolios(db, actor.workspaceId);
    const computed = await Promise.all(
      portfolios.map(async ({ id, slug, name }) => {
        const runs = await listNamedRuns(db, actor.workspaceId, id, LOOKED_THROUGH);
        const summaries = await summariesOf(db, id, runs.map(({ inputHash }) => inputHash));
        return runs.flatMap((run): readonly LiveFigures[] => {
          const summary = summaries.get(run.inputHash);
          return summary ? [{ portfolio: { slug, name }, run: run.name, spec: run.spec as unknown as RunSpec, summary: summary as unknown as RunSummary }] : [];
        });
      }),
    );
    return ok({
      models: MODELS.map(({ card }) => ({ card, live: computed.flatMap((runs) => runs.find(({ spec }) => spec.model.slug === card.slug) ?? []) })),
      portfolios: portfolios.map(({ slug, name }) => ({ slug, name })),
    });
  },
});
