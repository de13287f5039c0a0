import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { HAA_ROLES } from './haa';

export const haaParamsSchema = z.strictObject({ roles: rolesSchema(HAA_ROLES), top: z.int().min(1).max(8).default(4), cadence: cadenceSchema });
