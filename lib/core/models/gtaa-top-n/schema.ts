import * as z from 'zod';
import { cadenceSchema, monthsSchema } from '../params-schema';

export const gtaaTopNParamsSchema = z.strictObject({
  top: z.int().min(1).max(50).default(3),
  months: monthsSchema.default(10),
  cadence: cadenceSchema,
});
