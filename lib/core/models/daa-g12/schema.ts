import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { DAA_ROLES } from './daa-g12';

export const daaG12ParamsSchema = z.strictObject({
  roles: rolesSchema(DAA_ROLES),
  breadth: z.int().min(1).max(2).default(2),
  top: z.int().min(1).max(12).default(6),
  cadence: cadenceSchema,
});
