import * as z from 'zod';
import { cadenceSchema } from '../params-schema';

export const ercParamsSchema = z.strictObject({
  years: z.number().positive().max(50).default(1),
  budgets: z.record(z.string().min(1), z.number().positive()).default({}),
  cadence: cadenceSchema,
});
