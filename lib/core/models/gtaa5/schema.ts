import * as z from 'zod';
import { CADENCES } from '../../series/period-ends';

/** The parameters of GTAA5 as they are typed; the cadence comes from the spec. */
export const gtaa5ParamsSchema = z.strictObject({
  months: z.int().min(1).max(120).default(10),
  cadence: z.enum(CADENCES).default('month-end'),
});
