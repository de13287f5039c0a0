import * as z from 'zod';
import { cadenceSchema, monthsSchema, rolesSchema } from '../params-schema';
import { GEM_ROLES } from './gem';

export const gemParamsSchema = z.strictObject({ roles: rolesSchema(GEM_ROLES), months: monthsSchema.default(12), cadence: cadenceSchema });
