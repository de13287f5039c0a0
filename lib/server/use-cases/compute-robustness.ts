import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { judgementOf, makeRobustness, type Judgement } from '../desk/judgement';
import { openDesk } from '../desk/open-desk';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/**
 * Asks whether a portfolio's record is skill or luck. It takes seconds, so it is done when somebody asks, and kept: the
 * same evidence is never judged twice. Every variant it runs counts as a try of this desk.
 */
export const computeRobustness = defineUseCase({
  name: 'compute-robustness',
  permission: 'read-desk',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<Judgement>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const figures = await makeRobustness(context.db, desk.value);
    return figures.ok ? ok(await judgementOf(context.db, desk.value, figures.value)) : figures;
  },
});
