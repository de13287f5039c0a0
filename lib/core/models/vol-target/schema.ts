import * as z from 'zod';
import { cadenceSchema } from '../params-schema';

export const volTargetParamsSchema = z.strictObject({
  target: z.number().positive().max(2).nullable().default(0.1),
  cap: z.number().positive().max(1).default(1),
  years: z.number().positive().max(50).default(0.25),
  cadence: cadenceSchema,
});
