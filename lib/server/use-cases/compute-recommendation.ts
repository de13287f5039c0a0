import * as z from 'zod';
import type { Result } from '../../core/base/result';
import type { Recommendation } from '../db/recommendation-store';
import { holdingsOf } from '../desk/holdings';
import { openDesk } from '../desk/open-desk';
import { recordRecommendation } from '../desk/record-recommendation';
import { momentOf, momentShape, slugSchema } from './inputs';
import { defineUseCase } from './use-case';

export type { Recommendation };

/**
 * Computes what the model recommends for a portfolio as of a date (default: its last complete row) and stores it:
 * the strategic baseline, the dynamic target, every reading, score and step between. The same inputs give the same row.
 */
export const computeRecommendation = defineUseCase({
  name: 'compute-recommendation',
  permission: 'compute-recommendation',
  input: z.strictObject({ portfolio: slugSchema, ...momentShape }),
  run: async (context, input): Promise<Result<Recommendation>> => {
    const desk = await openDesk(context, input.portfolio, momentOf(input));
    if (!desk.ok) return desk;
    const holdings = await holdingsOf(context.db, desk.value);
    return holdings.ok ? recordRecommendation(context, desk.value, holdings.value) : holdings;
  },
});
