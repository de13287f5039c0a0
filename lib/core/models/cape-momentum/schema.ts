import * as z from 'zod';
import { cadenceSchema, rolesSchema } from '../params-schema';
import { CAPE_MOMENTUM_DEFAULTS, CAPE_MOMENTUM_ROLES } from './cape-momentum';

const d = CAPE_MOMENTUM_DEFAULTS;

export const capeMomentumParamsSchema = z.strictObject({
  roles: rolesSchema(CAPE_MOMENTUM_ROLES),
  equityWeight: z.number().positive().max(1).default(d.equityWeight),
  valueShare: z.number().min(0).max(1).default(d.valueShare),
  years: z.number().min(10).max(200).default(d.years),
  staleMonths: z.int().min(0).default(d.staleMonths),
  series: z.string().min(1).default(d.series),
  cadence: cadenceSchema,
});
