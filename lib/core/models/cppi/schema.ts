import * as z from 'zod';
import { cadenceSchema } from '../params-schema';

/** The same parameters for CPPI and TIPP. */
export const cppiParamsSchema = z.strictObject({
  multiplier: z.number().min(0).max(50).default(4),
  floor: z.number().min(0).max(1).default(0.8),
  cadence: cadenceSchema,
});
