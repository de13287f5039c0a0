import * as z from 'zod';
import { cadenceSchema } from '../params-schema';

export const hrpParamsSchema = z.strictObject({ years: z.number().positive().max(50).default(1), cadence: cadenceSchema });
