import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { PAA_ROLES } from './paa';

export const paaParamsSchema = z.strictObject({
  roles: rolesSchema(PAA_ROLES),
  protection: z.number().min(0).max(3).default(2),
  top: z.int().min(1).max(12).default(6),
  cadence: cadenceSchema,
});
