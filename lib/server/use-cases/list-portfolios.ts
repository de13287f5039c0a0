import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { listPortfolios as portfoliosOf } from '../db/portfolio-store';
import { defineUseCase } from './use-case';

export interface PortfolioName {
  readonly slug: string;
  readonly name: string;
}

/** The portfolios of the desk by name, oldest first: what the rail offers. */
export const listPortfolios = defineUseCase({
  name: 'list-portfolios',
  permission: 'read-desk',
  input: z.strictObject({}),
  run: async ({ db, actor }): Promise<Result<readonly PortfolioName[]>> => ok((await portfoliosOf(db, actor.workspaceId)).map(({ slug, name }) => ({ slug, name }))),
});
