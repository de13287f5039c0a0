import * as z from 'zod';
import { cadenceSchema } from '../params-schema';

export const blackLittermanParamsSchema = z.strictObject({
  riskAversion: z.number().positive().max(100).default(2.5),
  viewSharpe: z.number().min(0).max(5).default(0.25),
  doubt: z.number().positive().max(1000).default(1),
  years: z.number().positive().max(50).default(3),
  cadence: cadenceSchema,
});
