import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { listPolicies, type PolicyVersion } from '../db/portfolio-store';
import { runnableModels, type RunnableModel } from '../desk/named-runs';
import { openDesk } from '../desk/open-desk';
import { momentOf, momentShape, slugSchema } from './inputs';
import { factsOf, type DeskFacts } from '../desk/facts';
import { defineUseCase } from './use-case';

export interface PolicyReading {
  readonly facts: DeskFacts;
  /** Newest first. */
  readonly versions: readonly PolicyVersion[];
  /** What the next version may follow: the catalogue, the newest version's own model as it has it. */
  readonly models: readonly RunnableModel[];
}

/** The policy in force and every version there was. */
export const readPolicy = defineUseCase({
  name: 'read-policy',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<PolicyReading>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const versions = await listPolicies(context.db, desk.value.portfolio.id);
    return ok({ facts: factsOf(desk.value), versions, models: runnableModels(desk.value, versions[0]) });
  },
});
