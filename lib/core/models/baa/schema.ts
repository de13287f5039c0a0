import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { BAA_ROLES } from './baa';

export const baaParamsSchema = z.strictObject({
  roles: rolesSchema(BAA_ROLES),
  offensiveTop: z.int().min(1).max(12).default(6),
  defensiveTop: z.int().min(1).max(7).default(3),
  cadence: cadenceSchema,
});
